import { limits } from '../core/limits.js';
import { type ConditionNode, type MalformedNode, readNode } from './read-node.js';
import type { ConditionProblem } from './types.js';

type Path = ConditionProblem['path'];

const partsOf = (node: ConditionNode | MalformedNode, path: Path): (readonly [unknown, Path])[] => {
  if (node.type === 'not') return [[node.part, [...path, 'not']]];
  if (node.type !== 'all' && node.type !== 'any') return [];
  return node.parts.map((part, i) => [part, [...path, node.type, i]] as const);
};

/** Nodes and list items that a node adds below itself. */
const sizeOf = (node: ConditionNode | MalformedNode): number => {
  if (node.type === 'not') return 1;
  if (node.type === 'all' || node.type === 'any') return node.parts.length;
  return node.type === 'atom' && Array.isArray(node.value) ? node.value.length : 0;
};

/**
 * Visits every node, parents before their parts and parts in order, without recursion. Ends at the first node that
 * takes the condition past a limit: {@link limits.depthMax} nodes inside each other, or
 * {@link limits.conditionNodesMax} nodes and list items together.
 *
 * @returns that limit as a problem, or null where the whole condition was visited
 */
export function walkCondition(
  condition: unknown,
  visit: (node: ConditionNode | MalformedNode, path: Path) => void,
): ConditionProblem | null {
  const stack: { readonly value: unknown; readonly path: Path; readonly depth: number }[] = [
    { value: condition, path: [], depth: 1 },
  ];
  let count = 1;
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { value, path, depth } = next;
    if (depth > limits.depthMax)
      return { path, message: `expected at most ${limits.depthMax} conditions inside each other` };
    const node = readNode(value);
    count += sizeOf(node);
    if (count > limits.conditionNodesMax)
      return { path, message: `expected at most ${limits.conditionNodesMax} conditions and list items` };
    visit(node, path);
    for (const [part, partPath] of partsOf(node, path).reverse())
      stack.push({ value: part, path: partPath, depth: depth + 1 });
  }
  return null;
}
