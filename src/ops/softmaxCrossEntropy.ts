import code from '../../shaders/loss/softmax_cross_entropy.wgsl?raw';
import { at, expectShape, lineOf, type Operation } from './operation.ts';

const shader = { name: 'loss/softmax_cross_entropy', code };

/**
 * The loss of a classifier. Inputs: logits [B, K], labels [B] (u32, below K; a larger one counts as K - 1).
 * Outputs: d_logits [B, K], the gradient of the mean loss; row_loss [B], whose mean is the loss (nats); and correct [B],
 * 1 where the largest logit (of equal ones the first) is the label's, else 0.
 */
export const softmaxCrossEntropy: Operation<null> = {
  name: 'softmaxCrossEntropy',
  infer(inputs) {
    const [logits, labels] = [at(inputs, 0), at(inputs, 1)];
    if (logits.shape.length !== 2) throw new Error(`softmaxCrossEntropy: the logits have shape [${logits.shape.join(', ')}], but a matrix [B, K] is wanted.`);
    expectShape('softmaxCrossEntropy', 'the list of labels', labels.shape, [at(logits.shape, 0)]);
    if (labels.type !== 'u32') throw new Error('softmaxCrossEntropy: the labels are f32, but u32 is wanted.');
    return [{ shape: logits.shape, type: 'f32' }, { shape: labels.shape, type: 'f32' }, { shape: labels.shape, type: 'f32' }];
  },
  launch({ inputs, outputs }) {
    const logits = at(inputs, 0);
    const [batch, classes] = [at(logits.shape, 0), at(logits.shape, 1)];
    return [{
      shader,
      constants: { BATCH: batch, CLASSES: classes },
      bind: { logits, labels: at(inputs, 1), d_logits: at(outputs, 0), row_loss: at(outputs, 1), correct: at(outputs, 2) },
      workgroups: lineOf(batch),
    }];
  },
  gradient: 'its first output already is the gradient from which the backward pass starts',
};
