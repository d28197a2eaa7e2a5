interface Props {
  /** Address of the cluster's logo; without one the house's own mark hangs here. */
  logo: string | null
  size?: number
}

/** Stands beside the cluster's name, which says what it is; so it is silent itself. */
export function ClusterMark({ logo, size = 28 }: Props) {
  const source = logo ? `/api${logo}` : '/chandelier.svg'
  return <img src={source} alt="" width={size} height={size} style={{ objectFit: 'contain', flex: 'none' }} />
}
