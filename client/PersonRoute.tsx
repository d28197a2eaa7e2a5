import { useParams } from 'react-router'
import { PersonPage } from './members/PersonPage.tsx'
import { CommonRooms } from './rooms/CommonRooms.tsx'
import { MessageText } from './rooms/MessageText.tsx'

/** A person's page, with what the rooms have to say of them. */
export function PersonRoute() {
  const { person = '' } = useParams()
  return (
    <PersonPage id={person} text={(text) => <MessageText text={text} />}>
      <CommonRooms person={person} />
    </PersonPage>
  )
}
