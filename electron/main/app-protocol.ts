/** Our pages over our own scheme: the files of the interface by name, with the policy of `serve`. */
import { pageHeaders } from '../host/service/web/headers.ts';
import type { StaticFiles } from '../host/service/web/static-files.ts';
import { isOurs } from './page-policy.ts';
import type { PageAnswer } from './port.ts';

const refused = (status: number): PageAnswer => ({ status, headers: { ...pageHeaders() }, body: null });

/** Answers a request of a page of ours. */
export async function answerPage(files: StaticFiles, url: string, method: string): Promise<PageAnswer> {
  if (!isOurs(url)) return refused(403);
  if (method !== 'GET') return refused(405);
  const file = files.find(new URL(url).pathname);
  if (!file) return refused(404);
  const headers = { ...pageHeaders(), 'content-type': file.type, 'cache-control': 'no-store' };
  return { status: 200, headers, body: await file.read() };
}
