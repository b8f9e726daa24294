import { describe, expect, it } from 'vitest';
import { checkGradient, expectClose, finiteDifferenceCheck, randomArray, randomIndices, runOperation, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { embedding } from './embedding.ts';
import { at } from './operation.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/embedding.ts';

const held = useGpu();
const integers = [1];

describe('embedding', () => {
  it.each([[1, 1, 1], [10, 7, 13], [50, 32, 64], [1000, 64, 65]])('table [%i, %i], batch %i', async (rows, width, batch) => {
    const [table, indices] = [randomArray([rows, width], 1), randomIndices(batch, rows, 2)];
    const got = await runOperation(held.gpu, embedding, [table, indices], null, { integers });
    expectClose(at(got, 0), at(reference.embedding(null, table, indices), 0), 0);
  });

  it('reads the last row for an index beyond the table', async () => {
    const got = await runOperation(held.gpu, embedding, [new Array64([3, 1], [1, 2, 3]), new Array64([4], [0, 2, 3, 4_000_000_000])], null, { integers });
    expect([...at(got, 0).data]).toEqual([1, 3, 3, 3]);
  });

  it('folds more than 65,535 workgroups into two dimensions', async () => {
    const [table, indices] = [new Array64([97, 128]).map((_, i) => i), new Array64([32_769]).map((_, i) => (7 * i) % 97)];
    const got = await runOperation(held.gpu, embedding, [table, indices], null, { integers });
    expectClose(at(got, 0), new Array64([32_769, 128]).map((_, i) => ((7 * Math.floor(i / 128)) % 97) * 128 + (i % 128)), 0);
  });

  it('gathers the gradient of a trained table, rows that are hit often and never alike', async () => {
    const inputs = [randomArray([6, 5], 1), new Array64([9], [0, 1, 1, 5, 1, 0, 3, 1, 5])];
    finiteDifferenceCheck(reference.embedding, reference.embeddingGradient, null, inputs);
    // At most 4 terms below 5.
    await checkGradient(held.gpu, embedding, { inputs, integers, attributes: null, gradient: reference.embeddingGradient, tolerance: () => 4 * UNIT_ROUNDOFF * 20 });
  });

  it('refuses indices that are not u32', async () => {
    await expect(runOperation(held.gpu, embedding, [randomArray([2, 3], 1), randomArray([2], 2)], null)).rejects.toThrow('embedding: the indices are f32 [2], but u32 [B] is wanted');
  });
});
