/**
 * The thread that speaks to the accessibility bus: parsing what applications answer must not hold up the loop, and
 * whatever they answer ends at most this thread.
 */
import { workerData } from 'node:worker_threads';
import { sessionBus as openSessionBus } from 'dbus-native';
import { serve } from '../../inference/worker-server.ts';
import { messageOf } from '../../protocol/errors.ts';
import { socketAddress } from './address.ts';
import { DbusAccessibleBus } from './bus.ts';
import { collect } from './collect.ts';
import type { Node } from './node.ts';
import { AccessibleTree } from './tree.ts';
import type { ConnectAnswer, LookAnswer, WitnessRequest, WitnessSetup } from './worker-protocol.ts';

const setup = workerData as WitnessSetup;
const A11Y = 'org.a11y.Bus';

let lost: string | null = null;
let bus: DbusAccessibleBus | null = null;
let tree: AccessibleTree | null = null;

async function connect(): Promise<ConnectAnswer> {
  const address = setup.address ?? (setup.sessionBus === null ? null : await askSession(setup.sessionBus));
  if (address === null) return { absent: 'there is no accessibility bus on this display', applications: 0 };
  bus = DbusAccessibleBus.open(address, (why) => {
    lost = why;
  });
  const applications = await bus.applications();
  if (!applications) return { absent: `the accessibility bus does not answer: ${lost ?? 'no reply'}`, applications: 0 };
  tree = new AccessibleTree(bus);
  return { absent: null, applications: applications.length };
}

/** Asks only a service that runs already: looking must not start one. */
async function askSession(busAddress: string): Promise<string | null> {
  const session = openSessionBus({ busAddress, timeout: 1_000, authMethods: ['EXTERNAL'] });
  session.connection.on('error', () => undefined);
  try {
    const runs = await session.invokeDbus<boolean>({ member: 'NameHasOwner', signature: 's', body: [A11Y] });
    if (!runs) return null;
    return socketAddress(
      await session.invoke<string>({ destination: A11Y, path: '/org/a11y/bus', interface: A11Y, member: 'GetAddress' }),
    );
  } catch (e) {
    throw new Error(`the session bus does not answer: ${messageOf(e)}`, { cause: e });
  } finally {
    await session.close();
  }
}

const sizeOf = (node: Node): number => node.children.reduce((sum, child) => sum + sizeOf(child), 1);

async function look(request: Extract<WitnessRequest, { kind: 'look' }>): Promise<LookAnswer> {
  if (!tree || lost !== null) throw new Error(`The accessibility bus was lost: ${lost ?? 'not connected'}.`);
  const before = tree.calls;
  const complete = await tree.look(request, request.withinMs);
  const roots = tree.roots(request);
  const things = collect(roots, { ...request, areas: tree.areas });
  const nodes = roots.reduce((sum, r) => sum + sizeOf(r.node), 0);
  return { things, complete, nodes, calls: tree.calls - before };
}

serve((payload) => {
  const request = payload as WitnessRequest;
  return request.kind === 'connect' ? connect() : look(request);
});
