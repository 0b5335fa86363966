export function tableLines(table: {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}): string[];
