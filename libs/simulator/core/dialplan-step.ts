/** An application of a dialplan, e.g. `{application: 'set', argument: 'paceline_did=1800'}`. */
export interface DialplanStep { readonly application: string; readonly argument: string }
