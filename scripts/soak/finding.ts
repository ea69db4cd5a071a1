/** What should not be, in words. */
export interface Finding { readonly invariant: string; readonly evidence: string }
