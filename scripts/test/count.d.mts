export interface TestCounts {
  passed: number;
  failed: number;
  skipped: number;
}
export interface VitestReport {
  testResults: { status: string; assertionResults: { status: string }[] }[];
}
export function countTests(report: VitestReport): TestCounts;
