// Words that ask, beg, greet or fill: they decide nothing, so lookup leaves them out. Normalised, Chinese ones simplified.

const CHINESE =
  "请问 你好 怎么办 怎么样 怎么回事 怎么弄 怎么做 怎么 如何 为什么 为啥 是不是 有没有 什么 一下 求助 帮忙 帮帮我 帮我 救命 谢谢 急 在线等 大家 各位 " +
  "我的 我们 我 你 他 了 吗 呢 啊 吧 的 呀 麻烦 想问 能不能 可以 应该 一直 突然 现在 今天 昨天 刚刚 刚才 刚 总是 老是 又 也 都 还是 就 咗 嘅 但系 成日 到底 这个 那个 这是 点解 点算 唔该";
const LATIN =
  "please help hi hello thanks sorry what why how can could i im ive my me the a an is are was it its to do does did of and or but for in on at with you your this that there have has had get got be been am just still now today anyone know should would someone pls plz so " +
  "ciao salve buongiorno scusate scusa aiuto grazie per favore come faccio fare perche cosa che mi ho ha il lo la i gli le un una di del della da al alla e ma se si con su sono era mio mia miei tuo adesso oggi ora ancora devo posso puo qualcuno sa quando";

export const FILLERS = `${CHINESE} ${LATIN}`.split(" ").sort((one, other) => other.length - one.length);
