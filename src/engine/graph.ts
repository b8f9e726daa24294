import { at, type ElementType, type Operation, type Shape, type Tensor } from '../ops/operation.ts';

/** An operation applied to tensors. `accumulates`: it adds to its output instead of overwriting it. */
export interface Node<A = unknown> {
  readonly operation: Operation<A>;
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  readonly attributes: A;
  readonly accumulates: boolean;
}

/**
 * A static graph: tensors of fixed shape and the operations between them, in the order in which they run.
 * Inputs and parameters are memory that outlives a step and is given at compile time; everything else is planned.
 */
export class Graph {
  readonly nodes: Node[] = [];
  readonly tensors: Tensor[] = [];
  /** The gradient tensor of each parameter that takes part in a loss. */
  readonly parameterGradients = new Map<Tensor, Tensor>();
  readonly #external = new Set<Tensor>();
  #forwardNodes: number | null = null;
  /** Tensors that lie where another one lies. */
  readonly #aliases = new Map<Tensor, Tensor>();

  /** Memory from outside: data, tables, results to be read. */
  input(name: string, shape: Shape, type: ElementType = 'f32'): Tensor {
    const tensor = this.#tensor(name, shape, type, false);
    this.#external.add(tensor);
    return tensor;
  }

  /** A trained tensor; its gradient accumulates. */
  parameter(name: string, shape: Shape): Tensor {
    const tensor = this.#tensor(name, shape, 'f32', true);
    this.#external.add(tensor);
    return tensor;
  }

  /** How many of the nodes, from the first on, are the forward pass: all of them where there is no backward pass. */
  get forwardNodes(): number {
    return this.#forwardNodes ?? this.nodes.length;
  }

  isExternal(tensor: Tensor): boolean {
    return this.#external.has(tensor);
  }

  /** The tensor whose memory `tensor` uses: itself, unless it is another's view. */
  owner(tensor: Tensor): Tensor {
    return this.#aliases.get(tensor) ?? tensor;
  }

  /** Appends an operation and returns its outputs. @throws a sentence when shapes do not fit. */
  apply<A>(operation: Operation<A>, inputs: readonly Tensor[], attributes: A): readonly Tensor[] {
    const outputs = operation.infer(inputs, attributes)
      .map(({ shape, type }, index) => this.#tensor(`${operation.name}.${this.nodes.length}.${index}`, shape, type, false));
    if (operation.aliases) this.#aliases.set(at(outputs, 0), this.owner(at(inputs, 0)));
    this.#append({ operation, inputs, outputs, attributes, accumulates: false });
    return outputs;
  }

  /** The only output of an operation that has one. */
  one<A>(operation: Operation<A>, inputs: readonly Tensor[], attributes: A): Tensor {
    return at(this.apply(operation, inputs, attributes), 0);
  }

  /** Appends an operation that writes into memory from outside instead of making new tensors. */
  write<A>(operation: Operation<A>, inputs: readonly Tensor[], attributes: A, outputs: readonly Tensor[], accumulates = false): void {
    if (operation.aliases) throw new Error(`${operation.name} makes no memory of its own, so it cannot write into "${outputs[0]?.name}".`);
    const made = operation.infer(inputs, attributes);
    outputs.forEach((output, index) => {
      const spec = at(made, index);
      if (spec.type !== output.type || spec.shape.join() !== output.shape.join()) {
        throw new Error(`${operation.name} makes [${spec.shape.join(', ')}], but "${output.name}" is [${output.shape.join(', ')}].`);
      }
    });
    this.#append({ operation, inputs, outputs, attributes, accumulates });
  }

  /**
   * Appends the backward pass of the nodes so far.
   * @param seed pairs of a tensor and the gradient of the loss with respect to it.
   */
  backward(seed: ReadonlyMap<Tensor, Tensor>): void {
    const gradients = new Map(seed);
    const forward = [...this.nodes];
    this.#forwardNodes ??= forward.length;
    const reaching = this.#reachesParameter(forward);
    for (const node of forward.reverse()) {
      const outgoing = node.outputs.map((output) => gradients.get(output) ?? null);
      if (outgoing.every((gradient) => gradient === null)) continue;
      if (!node.inputs.some((input) => reaching.has(input))) continue;
      const rule = node.operation.gradient;
      if (typeof rule === 'string') throw new Error(`The loss cannot be differentiated through ${node.operation.name}: ${rule}`);
      const incoming = rule({
        inputs: node.inputs, outputs: node.outputs, attributes: node.attributes, gradients: outgoing,
        wants: (input) => reaching.has(input),
        apply: (operation, inputs, attributes) => this.apply(operation, inputs, attributes),
        accumulate: (operation, inputs, attributes, parameter) =>
          this.write(operation, inputs, attributes, [this.gradientOf(parameter)], true),
      });
      node.inputs.forEach((input, index) => {
        const gradient = incoming[index];
        if (!gradient || !reaching.has(input)) return;
        if (input.parameter) throw new Error(`${node.operation.name} returns the gradient of parameter "${input.name}" instead of accumulating it.`);
        const other = gradients.get(input);
        gradients.set(input, other ? this.#sum(other, gradient) : gradient);
      });
    }
  }

  /** How a value that is used twice meets: set by the engine's builder so that this file knows no operation. */
  meet: ((graph: Graph, a: Tensor, b: Tensor) => Tensor) | null = null;

  /** The tensor that collects the gradient of `parameter`. */
  gradientOf(parameter: Tensor): Tensor {
    const known = this.parameterGradients.get(parameter);
    if (known) return known;
    const gradient = this.input(`d_${parameter.name}`, parameter.shape);
    this.parameterGradients.set(parameter, gradient);
    return gradient;
  }

  #sum(a: Tensor, b: Tensor): Tensor {
    if (!this.meet) throw new Error('A value is used twice, but the graph was not told how gradients are added.');
    return this.meet(this, a, b);
  }

  #reachesParameter(nodes: readonly Node[]): Set<Tensor> {
    const reaching = new Set(this.tensors.filter((tensor) => tensor.parameter));
    for (const node of nodes) {
      if (!node.operation.stops && node.inputs.some((input) => reaching.has(input))) for (const output of node.outputs) reaching.add(output);
    }
    return reaching;
  }

  #append<A>(node: Node<A>): void {
    // A node's attributes are only ever handed back to its own operation, so their type may be forgotten here.
    this.nodes.push(node as unknown as Node);
  }

  #tensor(name: string, shape: Shape, type: ElementType, parameter: boolean): Tensor {
    const tensor: Tensor = { id: this.tensors.length, name, shape, type, parameter };
    this.tensors.push(tensor);
    return tensor;
  }
}
