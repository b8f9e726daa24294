// Hugging Face's UNet2DModel as a composition, block for block as src/nn/unet2d builds it, over the operations of an engine:
//   conv(name, x, { kernel, stride })   dense(name, x)   norm(name, x, silu)   silu(x)   add(a, b)   addChannels(x, rows)
//   concat(a, b)   enlarge(x)   attend(q, k, v)   tokens(x)   pixels(x, like)   channels(x)
//   keep(x): a reference more, where an engine counts them   drop(x): one less

function resnet(ops, name, x, time) {
  const hidden = ops.conv(`${name}.conv1`, ops.norm(`${name}.norm1`, ops.keep(x), true));
  const timed = ops.addChannels(hidden, ops.dense(`${name}.time_emb_proj`, ops.keep(time)));
  const branch = ops.conv(`${name}.conv2`, ops.norm(`${name}.norm2`, timed, true));
  return ops.add(ops.has(`${name}.conv_shortcut.weight`) ? ops.conv(`${name}.conv_shortcut`, x, { kernel: 1 }) : x, branch);
}

function attention(ops, name, x) {
  const tokens = ops.tokens(ops.norm(`${name}.group_norm`, ops.keep(x), false));
  const query = ops.dense(`${name}.to_q`, ops.keep(tokens));
  const key = ops.dense(`${name}.to_k`, ops.keep(tokens));
  const value = ops.dense(`${name}.to_v`, tokens);
  const mixed = ops.dense(`${name}.to_out.0`, ops.attend(query, key, value));
  return ops.add(ops.pixels(mixed, x.shape), x);
}

/** @param waves sinusoids of the timesteps, [N, first channels] */
export function unet(ops, config, sample, waves) {
  const { down_block_types: down, up_block_types: up, layers_per_block: layers, add_attention: attends } = config;
  const time = ops.silu(ops.dense('time_embedding.linear_2', ops.silu(ops.dense('time_embedding.linear_1', waves))));
  let x = ops.conv('conv_in', sample);
  const skips = [ops.keep(x)];
  down.forEach((type, index) => {
    const name = `down_blocks.${index}`;
    for (let layer = 0; layer < layers; layer += 1) {
      x = resnet(ops, `${name}.resnets.${layer}`, x, time);
      if (type === 'AttnDownBlock2D') x = attention(ops, `${name}.attentions.${layer}`, x);
      skips.push(ops.keep(x));
    }
    if (index === down.length - 1) return;
    x = ops.conv(`${name}.downsamplers.0.conv`, x, { stride: 2 });
    skips.push(ops.keep(x));
  });
  x = resnet(ops, 'mid_block.resnets.0', x, time);
  if (attends) x = attention(ops, 'mid_block.attentions.0', x);
  x = resnet(ops, 'mid_block.resnets.1', x, time);
  up.forEach((type, index) => {
    const name = `up_blocks.${index}`;
    for (let layer = 0; layer <= layers; layer += 1) {
      x = resnet(ops, `${name}.resnets.${layer}`, ops.concat(x, skips.pop()), time);
      if (type === 'AttnUpBlock2D') x = attention(ops, `${name}.attentions.${layer}`, x);
    }
    if (index < up.length - 1) x = ops.conv(`${name}.upsamplers.0.conv`, ops.enlarge(x));
  });
  ops.drop(time);
  return ops.conv('conv_out', ops.norm('conv_norm_out', x, true));
}
