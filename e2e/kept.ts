/** Runs in the page: names of what this device keeps for a time without a connection. */
export async function keptRooms(): Promise<string[]> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('chandelier.page')
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
  const names = await new Promise<IDBValidKey[]>((resolve) => {
    const asking = database.transaction('rows').objectStore('rows').getAllKeys()
    asking.onsuccess = () => resolve(asking.result)
  })
  database.close()
  return names.map(String)
}

/** Runs in the page: of how many files this device keeps the bytes. */
export async function keptBytes(): Promise<number> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('chandelier.page')
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
  const count = await new Promise<number>((resolve) => {
    const asking = database.transaction('bytes').objectStore('bytes').count()
    asking.onsuccess = () => resolve(asking.result)
  })
  database.close()
  return count
}
