/** Entries for ESLint's `no-restricted-syntax`. */
export const shellSecurity: readonly { readonly selector: string; readonly message: string }[];
