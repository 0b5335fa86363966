/** Which execution provider the person asked for: STEADYHAND_PROVIDER, else the processor. */
export const wantedProvider = (): string => {
  const named = (process.env['STEADYHAND_PROVIDER'] ?? '').trim().toLowerCase();
  return named === '' ? 'cpu' : named;
};
