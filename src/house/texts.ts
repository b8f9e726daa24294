/** Texts for people in the source files: those that are said, those that are held to be said later, and those that nobody says. */
import { parseSync } from 'vite';

export interface FoundText {
  /** The text with {0}, {1} for its holes: its key in the catalogues. */
  key: string;
  /** Path and line. */
  at: string;
}

export interface Texts {
  /** In say, sayCount, sayNodes and sayText. */
  said: readonly FoundText[];
  /** In constants and in sentences made elsewhere, which go through sayText where they are drawn. */
  held: readonly FoundText[];
  /** Drawn as they lie, in whatever language the page speaks. */
  unsaid: readonly FoundText[];
  /** Said where a change of the language does not come: outside functions, or in a memo. */
  kept: readonly FoundText[];
}

interface Node { type: string; start: number; [key: string]: unknown }

const tags = new Set(['say', 'sayNodes']);
/** Attributes of elements and components, and keys of objects, that hold texts for people. */
const textNames = new Set([
  'label', 'title', 'hint', 'help', 'unit', 'note', 'text', 'term', 'placeholder', 'alt', 'caption', 'empty', 'summary', 'description', 'spoken', 'words', 'heading', 'line', 'explanation',
  'aria-label', 'aria-description', 'aria-valuetext', 'aria-roledescription',
]);
/** Their texts are no words for people. */
const codeNames = new Set(['className', 'key', 'd', 'transform', 'style', 'points', 'viewBox', 'preserveAspectRatio', 'strokeDasharray', 'sizes', 'accept', 'path', 'font']);

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
const nodesOf = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []);
const nameOf = (value: unknown): string => (!isNode(value) ? '' : typeof value['name'] === 'string' ? value['name'] : typeof value['value'] === 'string' ? value['value'] : '');

/** At least one word. */
const worded = (key: string): boolean => /\p{L}{2,}/u.test(key.replace(/\{\d+\}/g, ''));
/** At least two words after each other: no name of anything in the program is written so. */
const phrase = (key: string): boolean => /[\p{L}\p{N}}%)”"’]{2,}[,.:;…]? (and |the )?[\p{L}{(“]+/u.test(key) && worded(key);

function templateKey(template: Node): string {
  return nodesOf(template['quasis']).map(({ value }) => (typeof value === 'object' && value !== null && 'cooked' in value ? String(value.cooked) : '')).reduce((text, part, i) => (i === 0 ? part : `${text}{${i - 1}}${part}`), '');
}

/** The key of a text that stands in the source as it is; null for anything else. */
function keyOfNode(node: Node): string | null {
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  return node.type === 'TemplateLiteral' ? templateKey(node) : null;
}

/** Both sides of a sum, and of the sums in it. */
function partsOfSum(node: Node): Node[] {
  if (node.type !== 'BinaryExpression' || node['operator'] !== '+') return [];
  return [...nodesOf(node['left']), ...nodesOf(node['right'])].flatMap((side) => [side, ...partsOfSum(side)]);
}

/** The key of a sum of texts, as one text; what is no text in it is a hole. Null where it is no such sum. */
function keyOfSum(node: Node): string | null {
  const parts = partsOfSum(node).filter((part) => partsOfSum(part).length === 0);
  if (!parts.some((part) => keyOfNode(part) !== null)) return null;
  let holes = 0;
  return parts.map((part) => (keyOfNode(part) ?? '{0}').replace(/\{\d+\}/g, () => `{${holes++}}`)).join('');
}

/** What an expression can come to: both sides of a choice, both sides of a sum. */
function results(node: unknown): Node[] {
  if (!isNode(node)) return [];
  switch (node.type) {
    case 'ConditionalExpression': return [...results(node['consequent']), ...results(node['alternate'])];
    case 'LogicalExpression': return [...(node['operator'] === '&&' ? [] : results(node['left'])), ...results(node['right'])];
    case 'BinaryExpression': return node['operator'] === '+' ? [...results(node['left']), ...results(node['right'])] : [];
    case 'ParenthesizedExpression': case 'JSXExpressionContainer': return results(node['expression']);
    default: return [node];
  }
}

/** Reads the texts of one file. @throws on a syntax error */
export function textsOf(path: string, text: string): Texts {
  const { program, errors } = parseSync(path, text);
  const error = errors[0];
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);
  const [said, held, unsaid, kept]: [FoundText[], FoundText[], FoundText[], FoundText[]] = [[], [], [], []];
  let [functions, memos] = [0, 0];
  const seen = new Set<Node>();
  const add = (list: FoundText[], node: Node, key: string): void => {
    if (seen.has(node)) return;
    seen.add(node);
    const found = { key, at: `${path}:${text.slice(0, node.start).split('\n').length}` };
    list.push(found);
    if (list === said && (functions === 0 || memos > 0)) kept.push(found);
  };
  /** Texts among what is drawn here. */
  const drawn = (value: unknown): void => {
    for (const node of results(value)) {
      const key = keyOfNode(node);
      if (key !== null && worded(key)) add(unsaid, node, key);
      if (node.type === 'TemplateLiteral') nodesOf(node['expressions']).forEach(drawn);
    }
  };
  const visit = (node: Node): void => {
    const isFunction = /Function/.test(node.type);
    const isMemo = node.type === 'CallExpression' && nameOf(node['callee']) === 'useMemo';
    if (isFunction) functions += 1;
    if (isMemo) memos += 1;
    look(node);
    if (isFunction) functions -= 1;
    if (isMemo) memos -= 1;
  };
  const look = (node: Node): void => {
    switch (node.type) {
      case 'ImportDeclaration': case 'ImportExpression': case 'TSLiteralType': case 'TSTypeAliasDeclaration': case 'TSInterfaceDeclaration': return;
      case 'TaggedTemplateExpression': {
        const quasi = node['quasi'];
        if (!isNode(quasi) || !tags.has(nameOf(node['tag']))) break;
        add(said, quasi, templateKey(quasi));
        nodesOf(quasi['expressions']).forEach(drawn);
        break;
      }
      case 'CallExpression': {
        const callee = nameOf(node['callee']);
        const texts = callee === 'sayCount' ? nodesOf(node['arguments']).slice(1, 3) : callee === 'sayText' ? nodesOf(node['arguments']).flatMap(results) : [];
        for (const one of texts) {
          const key = keyOfNode(one);
          if (key !== null && worded(key)) add(said, one, key);
        }
        break;
      }
      case 'BinaryExpression': {
        const key = seen.has(node) ? null : keyOfSum(node);
        if (key !== null && phrase(key)) add(held, node, key);
        // Its parts are no texts of their own.
        if (key !== null) for (const part of partsOfSum(node)) seen.add(part);
        break;
      }
      case 'MemberExpression': nodesOf(node['object']).forEach(visit); return;
      case 'JSXText': if (worded(String(node['value']))) add(unsaid, node, String(node['value']).trim().replace(/\s+/g, ' ')); return;
      case 'JSXAttribute':
        if (codeNames.has(nameOf(node['name']))) return;
        if (textNames.has(nameOf(node['name']))) drawn(node['value']);
        break;
      case 'JSXElement': case 'JSXFragment': nodesOf(node['children']).filter(({ type }) => type === 'JSXExpressionContainer').forEach(drawn); break;
      case 'Property': {
        const name = nameOf(node['key']);
        if (codeNames.has(name)) return;
        if (!textNames.has(name)) break;
        for (const one of results(node['value'])) {
          const key = keyOfNode(one);
          if (key !== null && worded(key)) add(held, one, key);
        }
        break;
      }
      default: {
        const key = keyOfNode(node);
        if (key !== null && phrase(key)) add(held, node, key);
      }
    }
    for (const value of Object.values(node)) nodesOf(value).forEach(visit);
  };
  nodesOf(program).forEach(visit);
  return { said, held, unsaid, kept };
}
