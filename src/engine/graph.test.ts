import { describe, expect, it } from 'vitest';
import { activation } from '../ops/activation.ts';
import { add } from '../ops/add.ts';
import { concat } from '../ops/concat.ts';
import { fourier } from '../ops/fourier.ts';
import { matmul } from '../ops/matmul.ts';
import { Graph } from './graph.ts';

function graphThatMeets(): Graph {
  const graph = new Graph();
  graph.meet = (target, a, b) => target.one(add, [a, b], null);
  return graph;
}

const names = (graph: Graph): string[] => graph.nodes.map(({ operation }) => operation.name);

describe('a graph', () => {
  it('infers shapes and refuses what does not fit', () => {
    const graph = new Graph();
    const [x, weight] = [graph.input('x', [5, 3]), graph.parameter('weight', [3, 2])];
    expect(graph.one(matmul, [x, weight], {})).toMatchObject({ shape: [5, 2], type: 'f32', parameter: false });
    expect(() => graph.one(matmul, [weight, x], {})).toThrow('do not fit');
    expect(() => graph.write(matmul, [x, weight], {}, [graph.input('out', [5, 3])])).toThrow('matmul makes [5, 2], but "out" is [5, 3].');
  });

  it('knows what lies outside of its plan', () => {
    const graph = new Graph();
    const x = graph.input('x', [2, 2]);
    expect(graph.isExternal(x)).toBe(true);
    expect(graph.isExternal(graph.one(activation, [x], { kind: 'relu' }))).toBe(false);
  });
});

describe('backward', () => {
  it('runs from the loss to the parameters and no further', () => {
    const graph = graphThatMeets();
    const [x, first, second] = [graph.input('x', [5, 3]), graph.parameter('first', [3, 4]), graph.parameter('second', [4, 2])];
    const hidden = graph.one(activation, [graph.one(matmul, [x, first], {})], { kind: 'silu' });
    const out = graph.one(matmul, [hidden, second], {});
    graph.backward(new Map([[out, graph.input('d_out', [5, 2])]]));
    // d_second and d_hidden (in the order of the rule: operand a first), the activation, d_first; no product for d_x.
    expect(names(graph).slice(3)).toEqual(['matmul', 'matmul', 'activationBackward', 'matmul']);
    expect(graph.nodes.filter(({ accumulates }) => accumulates).map(({ outputs }) => outputs[0]?.name)).toEqual(['d_second', 'd_first']);
    expect([...graph.parameterGradients.keys()]).toEqual([second, first]);
  });

  it('adds the gradients of a value that is used twice', () => {
    const graph = graphThatMeets();
    const weight = graph.parameter('weight', [3, 3]);
    const hidden = graph.one(matmul, [graph.input('x', [2, 3]), weight], {});
    const joined = graph.one(add, [graph.one(activation, [hidden], { kind: 'tanh' }), hidden], null);
    const seed = graph.input('d_out', [2, 3]);
    graph.backward(new Map([[joined, seed]]));
    const [through, meeting, product] = graph.nodes.slice(3);
    expect(names(graph).slice(3)).toEqual(['activationBackward', 'add', 'matmul']);
    expect(meeting?.inputs).toEqual([seed, through?.outputs[0]]);
    expect(product?.inputs[1]).toBe(meeting?.outputs[0]);
  });

  it('lets a parameter that is used twice collect both gradients', () => {
    const graph = graphThatMeets();
    const weight = graph.parameter('weight', [3, 3]);
    const out = graph.one(matmul, [graph.one(matmul, [graph.input('x', [2, 3]), weight], {}), weight], {});
    graph.backward(new Map([[out, graph.input('d_out', [2, 3])]]));
    expect(graph.nodes.filter(({ accumulates }) => accumulates).map(({ outputs }) => outputs[0]?.name)).toEqual(['d_weight', 'd_weight']);
  });

  it('says what is missing when values meet and nobody told how', () => {
    const graph = new Graph();
    const hidden = graph.one(matmul, [graph.input('x', [2, 3]), graph.parameter('weight', [3, 3])], {});
    const out = graph.one(concat, [hidden, hidden], null);
    expect(() => graph.backward(new Map([[out, graph.input('d_out', [2, 6])]]))).toThrow('not told how gradients are added');
  });

  it('refuses a rule that would lose the gradient of a parameter', () => {
    const graph = graphThatMeets();
    const out = graph.one({ ...activation, gradient: ({ gradients }) => gradients }, [graph.parameter('x', [4])], { kind: 'relu' });
    expect(() => graph.backward(new Map([[out, graph.input('d_out', [4])]]))).toThrow('activation returns the gradient of parameter "x" instead of accumulating it.');
  });

  it('refuses an operation that has a reason instead of a rule', () => {
    const graph = graphThatMeets();
    const x = graph.parameter('x', [4, 2]);
    const out = graph.one(fourier, [x, graph.input('frequencies', [3, 2])], null);
    expect(() => graph.backward(new Map([[out, graph.input('d_out', [4, 8])]]))).toThrow('The loss cannot be differentiated through fourier: its inputs are data');
  });
});
