/** Text with separated values into rows of cells (RFC 4180, plus other separators). */

export type Separator = ',' | ';' | '\t' | ' ';

export interface CsvRow {
  /** Line of the text on which the row begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvTable {
  readonly separator: Separator;
  /** Rows that are not empty. */
  readonly rows: readonly CsvRow[];
}

const SAMPLE_LINES = 20;

/**
 * Splits a text into rows; blank lines and a byte order mark are left out, cells are trimmed, quotes taken off (a doubled
 * quote inside quotes is one). Line ends: LF, CRLF or CR. The separator is the first of tab, semicolon, comma and space that
 * stands in most of the first lines.
 * @throws Error with a sentence when a quote is never closed
 */
export function csvCells(text: string): CsvTable {
  const body = text.startsWith('\ufeff') ? text.slice(1) : text;
  const separator = separatorOf(body);
  return { separator, rows: rowsOf(body, separator) };
}

function separatorOf(body: string): Separator {
  const sample = body
    .slice(0, 100_000)
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, SAMPLE_LINES)
    .map((line) => line.trim().replace(/"[^"]*"/g, 'q'));
  const splits = (separator: Separator): boolean => 2 * sample.filter((line) => line.includes(separator)).length > sample.length;
  return (['\t', ';', ',', ' '] as const).find(splits) ?? ',';
}

function rowsOf(body: string, separator: Separator): CsvRow[] {
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let line = 1;
  let rowLine = 1;
  let quotedFrom = 0;
  let wasQuoted = false;
  const endCell = (): void => {
    cells.push(wasQuoted ? cell : cell.trim());
    cell = '';
    wasQuoted = false;
  };
  const endRow = (): void => {
    endCell();
    // Runs of spaces are one separator, and spaces at either end are none.
    const kept = separator === ' ' ? cells.filter((value) => value !== '') : cells;
    if (kept.some((value) => value !== '')) rows.push({ line: rowLine, cells: kept });
    cells = [];
  };
  for (let i = 0; i < body.length; i++) {
    const character = body.charAt(i);
    const isBreak = character === '\n' || (character === '\r' && body.charAt(i + 1) !== '\n');
    if (isBreak) line++;
    if (quotedFrom > 0) {
      if (character !== '"') cell += character;
      else if (body.charAt(i + 1) === '"') {
        cell += '"';
        i++;
      } else quotedFrom = 0;
    } else if (character === '"' && cell.trim() === '') {
      cell = '';
      quotedFrom = line;
      wasQuoted = true;
    } else if (isBreak) {
      endRow();
      rowLine = line;
    } else if (character === separator) endCell();
    else if (character !== '\r' && !(wasQuoted && character === ' ')) cell += character;
  }
  if (quotedFrom > 0) throw new Error(`A quote opened on line ${quotedFrom} is never closed; close it or take it out.`);
  endRow();
  return rows;
}
