/** The host for components: the snapshot, calls with their state, and data that is fetched for a view. */
import { createContext, useCallback, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { MethodName, ParamsIn, ResultOf } from '../../../electron/protocol/client-methods.ts';
import type { Session, Snapshot } from './session.ts';

const SessionContext = createContext<Session | null>(null);
export const HostProvider = SessionContext.Provider;

export function useHost(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('HostProvider is missing');
  return session;
}

/** A part of the snapshot. `pick` must answer the same object while nothing of it changed. */
export function useSnapshot<T>(pick: (s: Snapshot) => T): T {
  const host = useHost();
  return useSyncExternalStore(host.watch, () => pick(host.snapshot()));
}

/** Why a feature cannot be had here; null when it can. Null also before the host has said so. */
export const useMissing = (feature: keyof NonNullable<Snapshot['hello']>['features']): string | null =>
  useSnapshot((s) => s.hello?.features[feature] ?? null);

/** May this window steer? */
export const useInControl = (): boolean => useSnapshot((s) => s.link === 'ready' && s.hello?.role === 'control');

export interface Deed<A extends unknown[]> {
  readonly act: (...args: A) => void;
  readonly busy: boolean;
  readonly error: unknown;
  readonly clear: () => void;
}

/** Something that is done on a person's word: one at a time, with its error kept where it was asked for. */
export function useDeed<A extends unknown[]>(work: (...args: A) => Promise<unknown>): Deed<A> {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const latest = useRef(work);
  useEffect(() => {
    latest.current = work;
  });
  const act = useCallback((...args: A) => {
    setBusy(true);
    setError(null);
    latest.current(...args).then(
      () => setBusy(false),
      (e: unknown) => {
        setBusy(false);
        setError(e);
      },
    );
  }, []);
  const clear = useCallback(() => setError(null), []);
  return { act, busy, error, clear };
}

export interface Fetched<T> {
  readonly data: T | null;
  readonly error: unknown;
  readonly loading: boolean;
  readonly reload: () => void;
}

/**
 * What a method answers; again when the parameters change, after `reload`, and when the connection comes back. Null as
 * parameters: it is not asked. `wish`: another number asks again.
 */
export function useAnswer<M extends MethodName>(method: M, params: ParamsIn<M> | null, wish = 0): Fetched<ResultOf<M>> {
  const host = useHost();
  const ready = useSnapshot((s) => s.link === 'ready');
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<{ data: ResultOf<M> | null; error: unknown; loading: boolean }>({
    data: null,
    error: null,
    loading: true,
  });
  const key = JSON.stringify(params);
  useEffect(() => {
    if (!ready || key === 'null') return;
    let current = true;
    setState((s) => ({ ...s, loading: true }));
    host.call(method, JSON.parse(key) as ParamsIn<M>).then(
      (data) => {
        if (current) setState({ data, error: null, loading: false });
      },
      (error: unknown) => {
        if (current) setState((s) => ({ ...s, error, loading: false }));
      },
    );
    return () => {
      current = false;
    };
  }, [host, method, key, ready, turn, wish]);
  const reload = useCallback(() => setTurn((n) => n + 1), []);
  return { ...state, reload };
}
