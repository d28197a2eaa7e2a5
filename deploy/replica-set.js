// For mongosh: makes the replica set `chandelier` once, then waits until it has a primary.
try {
  rs.status()
} catch {
  rs.initiate({
    _id: 'chandelier',
    members: ['mongo1', 'mongo2', 'mongo3'].map((host, _id) => ({ _id, host: `${host}:27017` })),
  })
}
while (!rs.status().members.some(({ stateStr }) => stateStr === 'PRIMARY')) sleep(500)
