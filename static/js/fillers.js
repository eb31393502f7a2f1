// Words that ask, beg, greet or fill: they decide nothing, so lookup leaves them out. Normalised, Chinese ones simplified.

const CHINESE =
  "请问 怎么办 怎么 如何 为什么 点解 什么 是不是 有没有 能不能 一下 谢谢 唔该 救命 帮我 突然 现在 今天 还是 我的 我 了 吗 呢 啊 的 咗 就 也 都";
const LATIN =
  "please help hi thanks sorry what why how can could i my me the a is to do it and still now ciao scusate aiuto grazie per favore come faccio perche cosa mi ho il la un del e";

export const FILLERS = `${CHINESE} ${LATIN}`.split(" ").sort((one, other) => other.length - one.length);
