/**
 * The protocol that every client speaks to the agent host: the app's windows, a browser, tests. `docs/protocol.md`.
 *
 * A client calls methods (`client-methods.ts`) and hears events (`client-events.ts`), over any transport
 * (`client-transport.ts`), and need not know more than `HostConnection`.
 */
export * from './client-parts.ts';
export * from './client-methods.ts';
export * from './client-events.ts';
export * from './client-messages.ts';
export * from './client-transport.ts';
export * from './client-connection.ts';
