/** What answers each method of the fake host. */
import type { MethodName, ParamsOf, ResultOf } from '../../../../electron/protocol/client.ts';

export type Handlers = { [M in MethodName]: (params: ParamsOf<M>) => ResultOf<M> | Promise<ResultOf<M>> };
