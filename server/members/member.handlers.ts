import type { Handlers, QueryHandlers } from '#server/platform/handler.ts'
import type { accountCommands, accountQueries } from '#shared/members/account.contract.ts'
import type { blockCommands, blockQueries } from '#shared/members/block.contract.ts'
import type { memberCommands, memberQueries } from '#shared/members/contract.ts'
import type { importCommands, importQueries } from '#shared/members/import.contract.ts'
import type { leavingCommands } from '#shared/members/leaving.contract.ts'
import type { officeCommands } from '#shared/members/office.contract.ts'
import type { profileCommands, profileQueries } from '#shared/members/profile.contract.ts'
import type { statusCommands, statusQueries } from '#shared/members/status.contract.ts'
import { accountMine, changeEmail, confirmEmail, endOtherSessions, endSession } from './account.handlers.ts'
import { block, blocksMine } from './block.handlers.ts'
import { describeCluster, found } from './cluster.handlers.ts'
import { askToLeave, callOffLeaving, depart } from './departure.handlers.ts'
import { countPeople } from './directory.ts'
import { carryOutImport, handImport, importLinks, importPreview } from './import.handlers.ts'
import { undoImport } from './importUndo.ts'
import { accept, invite, withdraw } from './invitation.handlers.ts'
import { takeOffice } from './office.handlers.ts'
import { addOrganisation, describeOrganisation } from './organisation.handlers.ts'
import {
  clusterFront,
  invitationFind,
  mailsList,
  me,
  organisationsList,
  parkedList,
  peopleSearch,
  sessionFind,
} from './people.handlers.ts'
import { describePerson, recover, reinstate, resetSecondFactor, seatPerson, suspend } from './person.handlers.ts'
import { describeProfile, expertiseList, profileFind, setAvatar } from './profile.handlers.ts'
import { setStatus, statusesList } from './status.handlers.ts'
import { createToken, revokeToken, tokensMine } from './token.handlers.ts'

export const memberHandlers: Handlers<
  | keyof typeof memberCommands
  | keyof typeof accountCommands
  | keyof typeof profileCommands
  | keyof typeof leavingCommands
  | keyof typeof officeCommands
  | keyof typeof importCommands
  | keyof typeof blockCommands
  | keyof typeof statusCommands
> = {
  'cluster.found': found,
  'cluster.describe': describeCluster,
  'organisation.add': addOrganisation,
  'organisation.describe': describeOrganisation,
  'person.invite': invite,
  'person.accept': accept,
  'person.withdraw': withdraw,
  'person.describe': describePerson,
  'person.seat': seatPerson,
  'person.suspend': suspend,
  'person.reinstate': reinstate,
  'person.recover': recover,
  'person.resetSecondFactor': resetSecondFactor,
  'block.set': block,
  'status.set': setStatus,
  'import.hand': handImport,
  'import.carryOut': carryOutImport,
  'import.undo': undoImport,
  'leave.ask': askToLeave,
  'leave.callOff': callOffLeaving,
  'person.depart': depart,
  'person.takeOffice': takeOffice,
  'profile.describe': describeProfile,
  'avatar.set': setAvatar,
  'session.end': endSession,
  'session.endOthers': endOtherSessions,
  'email.change': changeEmail,
  'email.confirm': confirmEmail,
  'token.create': createToken,
  'token.revoke': revokeToken,
}

export const memberQueryHandlers: QueryHandlers<
  | keyof typeof memberQueries
  | keyof typeof accountQueries
  | keyof typeof profileQueries
  | keyof typeof blockQueries
  | keyof typeof statusQueries
  | keyof typeof importQueries
> = {
  'cluster.front': clusterFront,
  'invitation.find': invitationFind,
  me,
  'session.find': sessionFind,
  'account.mine': accountMine,
  'blocks.mine': blocksMine,
  'statuses.list': statusesList,
  'import.preview': importPreview,
  'import.links': importLinks,
  'profile.find': profileFind,
  'expertise.list': expertiseList,
  'people.counts': { find: ({ input, hub }) => countPeople(hub, input) },
  'people.search': peopleSearch,
  'organisations.list': organisationsList,
  'tokens.mine': tokensMine,
  'mails.list': mailsList,
  'parked.list': parkedList,
}
