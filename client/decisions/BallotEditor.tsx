import type { Ballot } from '#shared/decisions/ballot.shape.ts'
import { ChoiceBallot } from './ChoiceBallot.tsx'
import { CrossesBallot, SingleBallot } from './CrossBallot.tsx'
import { PointsBallot } from './PointsBallot.tsx'
import { fillingOf, type Paper } from './paper.ts'
import { RankBallot } from './RankBallot.tsx'
import { ScoreBallot } from './ScoreBallot.tsx'

export interface EditorProps {
  paper: Paper
  content: Ballot | null
  onChange(content: Ballot | null): void
  /** Set where a no counts only with a reason. */
  asksReason?: boolean
}

/** The paper that the method asks for. */
export function BallotEditor({ asksReason = false, ...props }: EditorProps) {
  switch (fillingOf(props.paper)) {
    case 'choice':
      return <ChoiceBallot asksReason={asksReason} content={props.content} onChange={props.onChange} />
    case 'ranking':
      return <RankBallot {...props} />
    case 'single':
      return <SingleBallot {...props} />
    case 'crosses':
      return <CrossesBallot {...props} />
    case 'points':
      return <PointsBallot {...props} />
    case 'scores':
      return <ScoreBallot {...props} />
  }
}
