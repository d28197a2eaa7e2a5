import { useSession } from '#client/members/me.store.ts'
import type { Cluster, Organisation, Person } from '#shared/members/person.shape.ts'

let count = 0

export function buildPerson(person: Partial<Person> = {}): Person {
  count += 1
  return {
    id: `person-${count}`,
    version: count,
    name: { zh: `成员${count}`, en: `Member ${count}`, authoritative: 'zh' },
    title: { zh: '', en: '' },
    organisation: null,
    language: 'en',
    timeZone: 'Asia/Shanghai',
    seats: ['delegate'],
    state: 'active',
    reason: '',
    ...person,
  }
}

export function buildOrganisation(organisation: Partial<Organisation> = {}): Organisation {
  count += 1
  return {
    id: `organisation-${count}`,
    version: count,
    name: { zh: `单位${count}（示例）`, en: `Organisation ${count} (Demo)`, authoritative: 'zh' },
    sectors: ['3872'],
    province: '广东',
    ...organisation,
  }
}

export const buildCluster = (cluster: Partial<Cluster> = {}): Cluster => ({
  id: 'cluster',
  version: 1,
  name: { zh: '曜域灯具照明品牌集群（示例）', en: 'Yaoyu Lighting Brand Cluster (Demo)', authoritative: 'zh' },
  colour: '#a8641c',
  logo: null,
  timeZone: 'Asia/Shanghai',
  isDemo: false,
  ...cluster,
})

/** Makes a person the one who is signed in on this page. */
export function signedInAs(person: Person): Person {
  useSession.setState({
    state: 'member',
    me: { person, email: 'member@yaoyu.example', cluster: buildCluster(), scopes: ['read', 'write'] },
  })
  return person
}
