/**
 * A command line as the shell's own grammar reads it (tree-sitter-bash, run as WebAssembly): the simple commands that
 * would run, wherever they stand, with quotes taken off as the shell takes them off.
 *
 * Errs towards more commands: substitutions, function bodies and both branches of an `if` count as run. What the
 * grammar cannot read is said (`broken`), and what it could read before and after is there all the same.
 */
import { createRequire } from 'node:module';
import { Language, Parser, type Node } from 'web-tree-sitter';

/** One command with its words. */
export interface Simple {
  /** Quotes and escapes taken off; variables that are not known stay visible as `$NAME`. */
  readonly words: readonly string[];
  /** Files written with `>`. */
  readonly writes: readonly string[];
  /** True when its input comes from another command. */
  readonly piped: boolean;
  /** Text it is given as input (`<<`, `<<<`); null when there is none. */
  readonly input: string | null;
}
export interface Script {
  readonly commands: readonly Simple[];
  /** A function that calls itself in the background: processes without end. */
  readonly forkBomb: boolean;
  /** Part of it is no shell language, or it is not finished. */
  readonly broken: boolean;
}

let parser: Parser | null = null;
let loading: Promise<void> | null = null;

/** Loads the grammar, once. Rejects when it is not installed; `parseBash` then throws. */
export function loadBash(): Promise<void> {
  loading ??= (async () => {
    const at = createRequire(import.meta.url);
    await Parser.init();
    const language = await Language.load(at.resolve('tree-sitter-bash/tree-sitter-bash.wasm'));
    const made = new Parser();
    made.setLanguage(language);
    parser = made;
  })();
  return loading;
}

const CODES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '',
  b: '',
  e: '\u001b',
  E: '\u001b',
  f: '\f',
  v: '\v',
};

/** `$'…'`: escapes are characters, which hides names from whoever only looks. */
const ansiC = (body: string): string =>
  body.replace(
    /\\(?:x([0-9a-f]{1,2})|u([0-9a-f]{1,4})|([0-7]{1,3})|(.))/gis,
    (_all, hex?: string, unicode?: string, octal?: string, char?: string) => {
      const code = hex ?? unicode;
      if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
      if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8) & 255);
      return CODES[char ?? ''] ?? char ?? '';
    },
  );

/** Reads one text. Throws when the grammar was not loaded. */
export function parseBash(text: string): Script {
  if (!parser) throw new Error('the shell grammar was not loaded');
  // The grammar has no braces where a command begins: `{rm,-rf,x}` runs rm.
  const plain = text.replace(
    /(^|[;&|(\n]\s*)\{([^{}\s]+,[^{}\s]*)\}/g,
    (_all, before: string, list: string) => `${before}${list.replaceAll(',', ' ')}`,
  );
  const tree = parser.parse(plain);
  if (!tree) return { commands: [], forkBomb: false, broken: true };
  try {
    const reader = new Reader();
    reader.visit(tree.rootNode, false);
    return { commands: reader.commands, forkBomb: reader.forkBomb, broken: tree.rootNode.hasError };
  } finally {
    tree.delete();
  }
}

class Reader {
  readonly commands: Simple[] = [];
  forkBomb = false;
  /** Variables that the text itself sets: `X=rm; $X file` runs rm. */
  readonly #known = new Map<string, string>();

  visit(node: Node, piped: boolean): void {
    switch (node.type) {
      case 'comment':
      case 'heredoc_body':
        return;
      case 'command':
        this.#command(node, piped, { writes: [], input: null });
        return;
      case 'redirected_statement':
        this.#redirected(node, piped);
        return;
      case 'pipeline':
        node.namedChildren.forEach((c, i) => this.visit(c, piped || i > 0));
        return;
      case 'ERROR':
        // Not shell language, but its words may be: they count as a command, and so does what is whole inside.
        this.commands.push({
          words: node.text.split(/[\s;&|(){}'"`]+/).filter((w) => w !== ''),
          writes: [],
          piped,
          input: null,
        });
        break;
      case 'variable_assignment':
        this.#assign(node);
        break;
      case 'function_definition':
        this.#function(node);
        break;
    }
    for (const child of node.namedChildren) this.visit(child, piped);
  }

  #command(node: Node, piped: boolean, around: { writes: string[]; input: string | null }): void {
    const words: string[] = [];
    let { input } = around;
    for (const child of node.namedChildren) {
      if (child.type === 'variable_assignment') this.#assign(child);
      else if (child.type === 'herestring_redirect') input = child.namedChildren.map((c) => this.#value(c)).join('');
      else if (child.type === 'file_redirect') around.writes.push(...this.#writes(child));
      else if (child.type === 'command_name') words.push(...this.#words(child.namedChildren[0] ?? child));
      else words.push(...this.#words(child));
      this.#inside(child);
    }
    this.commands.push({ words, writes: around.writes, piped, input });
  }

  /** What runs inside a word: substitutions, wherever they stand. */
  #inside(node: Node): void {
    for (const type of ['command_substitution', 'process_substitution'] as const) {
      if (node.type === type) {
        for (const c of node.namedChildren) this.visit(c, false);
        return;
      }
    }
    for (const child of node.namedChildren) this.#inside(child);
  }

  #redirected(node: Node, piped: boolean): void {
    const writes: string[] = [];
    let input: string | null = null;
    const bodies: Node[] = [];
    for (const child of node.namedChildren) {
      if (child.type === 'file_redirect') {
        writes.push(...this.#writes(child));
        this.#inside(child);
      } else if (child.type === 'heredoc_redirect') {
        input = child.namedChildren.find((c) => c.type === 'heredoc_body')?.text ?? '';
        // `cat <<EOF | sh`: what follows on the line hangs below the redirect.
        for (const c of child.namedChildren) {
          if (c.type.startsWith('heredoc_')) continue;
          if (c.type === 'file_redirect') writes.push(...this.#writes(c));
          else this.visit(c, c.type === 'pipeline' || child.text.includes('|'));
        }
        for (const c of child.namedChildren) if (c.type === 'heredoc_body') this.#inside(c);
      } else if (child.type === 'herestring_redirect') {
        input = child.namedChildren.map((c) => this.#value(c)).join('');
        this.#inside(child);
      } else bodies.push(child);
    }
    if (bodies.length === 0) this.commands.push({ words: [], writes, piped, input });
    for (const body of bodies) {
      if (body.type === 'command') this.#command(body, piped, { writes, input });
      else {
        const from = this.commands.length;
        this.visit(body, piped);
        // Of a list the redirect belongs to the last; of a group to all, and a file is written once either way.
        const last = this.commands.pop();
        if (last && this.commands.length >= from)
          this.commands.push({ ...last, writes: [...last.writes, ...writes], input: last.input ?? input });
        else if (last) this.commands.push(last);
      }
    }
  }

  /** The file of a redirect that writes over what is there. */
  #writes(node: Node): string[] {
    const operator = node.children.find((c) => !c.isNamed)?.type ?? '';
    const over = ['>', '>|', '&>', '<>'].includes(operator);
    const file = node.childForFieldName('destination');
    return over && file ? [this.#value(file)] : [];
  }

  #assign(node: Node): void {
    const name = node.childForFieldName('name')?.text;
    const value = node.childForFieldName('value');
    if (name !== undefined && value && !/expansion|substitution|array/.test(value.type))
      this.#known.set(name, this.#value(value));
  }

  #function(node: Node): void {
    const name = node.childForFieldName('name')?.text;
    const body = node.childForFieldName('body');
    if (name === undefined || !body) return;
    const calls = body.descendantsOfType('command_name').some((c) => c.text === name);
    this.forkBomb ||= calls && /[|&]/.test(body.text);
  }

  /** A word as the shell sees it; one that expands to several is several. */
  #words(node: Node): string[] {
    const value = this.#value(node);
    const braces = node.type === 'concatenation' || node.type === 'word' ? /^\{([^{}]*,[^{}]*)\}$/.exec(value) : null;
    if (braces) return (braces[1] ?? '').split(',');
    // A variable without quotes is split into words.
    if (node.type === 'simple_expansion' || node.type === 'expansion')
      return value.split(/\s+/).filter((w) => w !== '');
    return [value];
  }

  #value(node: Node): string {
    switch (node.type) {
      case 'raw_string':
        return node.text.slice(1, -1);
      case 'ansi_c_string':
        return ansiC(node.text.slice(2, -1));
      case 'string':
      case 'translated_string':
        return this.#known.size > 0 && node.namedChildCount === 1 && node.namedChildren[0]?.type.endsWith('expansion')
          ? this.#value(node.namedChildren[0])
          : node.text.replace(/^\$?"|"$/g, '').replace(/\\([\\"$`])/g, '$1');
      case 'concatenation':
        return node.children.map((c) => this.#value(c)).join('');
      case 'command_name':
        return node.namedChildren.map((c) => this.#value(c)).join('') || node.text;
      case 'simple_expansion':
      case 'expansion':
        return this.#known.get(node.text.replace(/^\$\{?|\}$/g, '')) ?? node.text;
      case 'word':
        return node.text.replace(/\\\n/g, '').replace(/\\(.)/gs, '$1');
      default:
        return node.text;
    }
  }
}
