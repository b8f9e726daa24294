/** Words of the field as this page uses them. */
export interface GlossaryTerm {
  /** As lessons link to it, in lower case but for names. */
  term: string;
  /** How it is written in formulas, or what else it is called. */
  also?: string;
  /** One or two sentences. */
  text: string;
  /** Where to see it on the page. */
  where: string;
}

export const glossary: readonly GlossaryTerm[] = [
  { term: 'alpha bar', also: 'ᾱ, alphas_cumprod', text: 'The share of the variance of a noisy sample that is still signal: 1 is clean data, 0 is pure noise. On paths that keep the variance, α² = ᾱ and σ² = 1 − ᾱ.', where: 'Noise schedule, curve ᾱ.' },
  { term: 'backpropagation', text: 'The way in which the gradient is found: the error is followed back through the network, layer by layer, by the chain rule.', where: 'Every training step runs it.' },
  { term: 'batch', text: 'The points or pictures that one training step looks at, each with its own noise level and noise. Larger batches give steadier steps.', where: 'Optimizer tab, batch size.' },
  { term: 'beta', also: 'β', text: 'The share of the variance that one timestep of the forward process replaces by noise.', where: 'Noise schedule, curve β.' },
  { term: 'class', text: 'What a picture is of, for instance the digit 3. A model that is told the class while it trains can be asked for one class later.', where: 'Under pictures, the choice Class.' },
  { term: 'classifier-free guidance', also: 'guidance, CFG', text: 'At every step the model predicts twice, with and without the class; the difference is multiplied by the guidance scale. Above 1, samples are more typical of their class and less varied.', where: 'Sampling tab of picture runs.' },
  { term: 'cosine schedule', text: 'A noise schedule on which ᾱ falls like a squared cosine, gently at both ends (Nichol and Dhariwal 2021).', where: 'Noise schedule, Cosine.' },
  { term: 'DDIM', text: 'A sampler that adds no fresh noise when eta is 0: it predicts the clean data and goes to the next noise level in the direction of the same noise.', where: 'Sampling tab, Sampler.' },
  { term: 'DDPM', text: 'The sampler of the first diffusion models: after each step a little fresh noise is added, as the reverse of the random forward process.', where: 'Sampling tab, Sampler.' },
  { term: 'denoiser', text: 'A function that takes a noisy sample and its noise level and answers with a guess of the clean data. The trained network is one.', where: 'Film, view Predicted x₀.' },
  { term: 'DPM-Solver++', text: 'A family of samplers that use earlier predictions to follow the curve of the path, and so need fewer steps (Lu et al. 2022).', where: 'Sampling tab, Sampler.' },
  { term: 'EMA', also: 'exponential moving average', text: 'A running average of the weights over the last training steps. Samples are drawn with it, because single steps jitter.', where: 'Optimizer tab, EMA decay.' },
  { term: 'epsilon', also: 'ε', text: 'The standard normal noise in a noisy sample; also the kind of prediction in which the network answers with that noise.', where: 'Objective tab, prediction.' },
  { term: 'eta', also: 'η', text: 'How much fresh noise DDIM adds at each step: 0 none, 1 as much as DDPM.', where: 'Sampling tab, for DDIM.' },
  { term: 'film', text: 'The states of all samples on the way from noise to data, one frame for each sampling step.', where: 'Samples, Denoise.' },
  { term: 'flow matching', text: 'Training on straight lines from data to noise; the network predicts the velocity along them.', where: 'Noise schedule, Flow matching.' },
  { term: 'forward process', text: 'What happens to data when noise is mixed in, a little more at each timestep: xₜ = α x₀ + σ ε. It needs no network.', where: 'Pictures above the curve of the noise schedule.' },
  { term: 'generalise', text: 'To do well on what was not in the training data: for a generative model, to draw new samples of the same kind and not the training samples again.', where: 'Lesson on memorising.' },
  { term: 'gradient', text: 'The direction in which the loss grows fastest when the weights change. A training step goes the other way.', where: 'Optimizer tab.' },
  { term: 'guidance scale', text: 'How strongly classifier-free guidance pushes: 1 is none, 2 to 8 are usual.', where: 'Sampling tab of picture runs.' },
  { term: 'hand-drawn schedule', text: 'A schedule through points that you place; between them runs a smooth curve that never rises.', where: 'Noise schedule, Hand-drawn, or drag any curve.' },
  { term: 'learning rate', text: 'How far one training step moves the weights. Too low learns slowly, too high never settles.', where: 'Optimizer tab.' },
  { term: 'linear schedule', text: 'The schedule of the first DDPM paper: β grows evenly. Much of the axis is then nearly pure noise.', where: 'Noise schedule, Linear.' },
  { term: 'log-SNR', also: 'λ', text: 'The logarithm of signal variance over noise variance, ln(ᾱ / (1 − ᾱ)): 0 means as much noise as signal, 10 nearly clean, −10 nearly noise.', where: 'Noise schedule, curve log-SNR.' },
  { term: 'loss', text: 'How wrong the predictions of a batch were, as one number. Its floor is above 0: much of the noise cannot be guessed by anyone.', where: 'Training chart.' },
  { term: 'memorising', text: 'Drawing the training samples themselves in place of new ones. It happens when a large network is trained for long on few data.', where: 'Lesson on memorising; Insight, Perfect model.' },
  { term: 'network', text: 'A function with many adjustable numbers, the weights. Here a residual MLP for points and a U-Net for pictures.', where: 'Network tab.' },
  { term: 'noise', text: 'Independent random numbers from the normal distribution with mean 0 and variance 1, one for each coordinate or pixel.', where: 'First frame of the film.' },
  { term: 'noise level', text: 'How much noise there is beside how much signal, told by ᾱ, by the log-SNR or by σ / α.', where: 'Axis of the noise schedule.' },
  { term: 'noise schedule', also: 'schedule', text: 'Which noise level each timestep has. It decides which levels are trained on, and where the steps of most samplers fall.', where: 'Below the large picture.' },
  { term: 'overtraining', text: 'Training on after new samples have stopped getting better; the loss on the training data may go on falling meanwhile.', where: 'Lesson on memorising.' },
  { term: 'perfect model', also: 'ideal denoiser', text: 'The denoiser with the lowest possible loss on exactly these training data. It can be computed by a formula, and its samples are the training data.', where: 'Insight tab, Perfect model.' },
  { term: 'prediction', text: 'What the network answers with: the noise ε, the clean data x₀, or a mixture such as v. One can be computed from the other; what differs is how errors count.', where: 'Objective tab.' },
  { term: 'sampler', text: 'The rule by which predictions become steps from noise to data, for instance DDIM, DDPM or Heun.', where: 'Sampling tab.' },
  { term: 'sampling', text: 'Making new data: begin with pure noise and take steps to lower and lower noise levels.', where: 'Samples, Denoise.' },
  { term: 'sampling step', text: 'One move of a sampler from a noise level to a lower one; most samplers ask the network once for it.', where: 'Sampling tab, Sampling steps.' },
  { term: 'score', also: '∇ log p', text: 'The direction in which the density of noisy data grows fastest. It equals −ε̂ / σ, so a model that predicts noise knows the score.', where: 'Film of points, Field; Objective tab.' },
  { term: 'seed', text: 'The number from which random numbers are computed. The same seed means the same noise, so that two runs can be compared.', where: 'Data, Optimizer and Sampling tabs.' },
  { term: 'sigma', also: 'σ', text: 'The weight of the noise in xₜ = α x₀ + σ ε. Divided by α it is the noise per unit of signal.', where: 'Noise schedule, curve σ.' },
  { term: 'SNR', also: 'signal-to-noise ratio', text: 'The variance of the signal over that of the noise, ᾱ / (1 − ᾱ).', where: 'Noise schedule.' },
  { term: 'standard deviation', text: 'The usual distance from the mean. Points on this page are scaled so that it is 1 on both axes.', where: 'Axes of the large picture.' },
  { term: 'timestep', also: 't', text: 'A place on the noise schedule, from 0 (almost clean) to T − 1 (noise). It numbers noise levels and has nothing to do with seconds or training steps.', where: 'Axis of the noise schedule.' },
  { term: 'training step', text: 'One small change of all weights, made after looking at one batch.', where: 'Bar at the top, step count.' },
  { term: 'v', also: 'v-prediction, velocity', text: 'The mixture α ε − σ x₀ as the answer of the network: near noise it asks for the data, near data it asks for the noise (Salimans and Ho 2022).', where: 'Objective tab, prediction.' },
  { term: 'weights', text: 'The adjustable numbers of a network. They begin at random and are changed a little in every training step.', where: 'Network tab tells how many.' },
  { term: 'x0', also: 'x₀', text: 'Clean data; also the kind of prediction in which the network answers with the clean data.', where: 'Film, view Predicted x₀.' },
  { term: 'xt', also: 'xₜ', text: 'Data at timestep t with noise mixed in: xₜ = α x₀ + σ ε.', where: 'Film, view Noisy xₜ.' },
];

const byTerm = new Map(glossary.map((entry) => [entry.term, entry]));

export function glossaryTerm(term: string): GlossaryTerm | undefined {
  return byTerm.get(term);
}
