import { describe, expect, it } from 'vitest';
import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { NameRecord } from '../../../src/graph/graph-store.ts';
import { findMentions, type MentionText } from '../../../src/sync/find-mentions.ts';
import { MentionIndex } from '../../../src/sync/mention-index.ts';

function named(label: NodeLabel, key: string, name: string, more: Partial<NameRecord> = {}): NameRecord {
  return {
    id: `${label.toLowerCase()}:${key}`,
    label,
    source: 'directory',
    name,
    key,
    aliases: [],
    email: null,
    detail: null,
    ...more,
  };
}

const task = (key: string, url: string | null = null, formerKeys: readonly string[] = []) => ({
  ...{ id: `task:${key}`, source: 'tracker', key, url, formerKeys },
});
const page = (key: string, title: string, url: string | null = null) => ({
  id: `article:${key}`,
  source: 'wiki',
  key,
  title,
  url,
  formerKeys: [],
});

const index = new MentionIndex({
  names: [
    named('Employee', 'ana', 'Ana Silva', { email: 'ana@acme.example', aliases: ['asilva', 'shared'] }),
    named('Employee', 'wei', '张伟'),
    named('Employee', 'may1', 'May Fields', { aliases: ['shared'] }),
    named('Employee', 'may2', 'May Fields'),
    named('Employee', 'prince', 'Prince'),
    named('Employee', 'lower', 'anton'),
    named('Employee', 'peak', '高峰'),
    named('Team', 'platform', 'Platform'),
    named('Team', 'sig-node', 'Node', { detail: 'SIG' }),
    named('Team', 'zh', '数据平台'),
    named('Team', 'zh-platform', '平台'),
    named('Team', 'web-team', 'Web'),
    named('Team', 'care', 'Customer Care', { aliases: ['Clients'] }),
    named('Company', 'openai', 'OpenAI Inc'),
    named('Company', 'target', 'Target'),
    named('Company', 'none', 'Freelance'),
    named('Company', 'zh-apple', '苹果'),
    named('Company', 'zh-ali', '阿里巴巴'),
    named('Project', 'groundwork', 'Groundwork'),
    named('Project', 'support', 'Support'),
    named('Project', 'search', 'search'),
    named('Project', 'office', 'Back Office'),
    named('Project', 'k8s', 'K8s'),
    named('Project', 'meterline', 'Meterline'),
    named('Project', 'plan', 'PLAN'),
    named('Project', 'kubectl', 'kubectl'),
    named('Project', 'zh-support', '支持'),
    named('Project', 'zh-plan', '星河计划'),
  ],
  tasks: [
    task('PLAT-7', 'https://tracker.acme.example/browse/PLAT-7'),
    task('KEP-0753'),
    task('MY_P-4'),
    task('P-4'),
    task('acme/web#12', 'https://github.com/acme/web/issues/12'),
    task('PLAT-8-2'),
    task('120', 'https://app.asana.example/0/9/120'),
    task('1208837461002', 'https://app.asana.example/0/1100000000009/1208837461002'),
    task('1208837461777', 'https://app.asana.example/0/1100000000009/1208837461777'),
    task('ENG-12', 'https://linear.example/acme/issue/ENG-12/fix-the-door'),
    { id: 'task:other:DUP-1', source: 'other', key: 'DUP-1', url: 'https://same.example/1', formerKeys: [] },
    { id: 'task:third:DUP-1', source: 'third', key: 'DUP-1', url: 'https://same.example/1', formerKeys: [] },
    { id: 'task:other:2', source: 'other', key: '2', url: 'https://same.example/2', formerKeys: [] },
    { id: 'task:third:3', source: 'third', key: '3', url: 'https://same.example/2', formerKeys: [] },
    { id: 'task:other:two', source: 'other', key: 'two/repos#1', url: null, formerKeys: [] },
    { id: 'task:third:two', source: 'third', key: 'Two/Repos#1', url: null, formerKeys: [] },
    task('b1', 'https://bugs.acme.example/show_bug.cgi?id=1'),
    task('b2', 'https://bugs.acme.example/show_bug.cgi?id=2'),
    task('b7', 'https://old.acme.example/show_bug.cgi?id=7'),
  ],
  articles: [
    page('runbooks/sso.md', 'SSO runbook'),
    page('runbooks/backup.md', 'Backup'),
    page('runbooks/restore.md', 'Restore'),
    page('guides/README.md', 'Guides'),
    page('zh/leave.md', '休假规定'),
    page('zh/short.md', '休假'),
    page('office.md', 'Back Office'),
    page('front.md', 'Front', 'https://front.example/'),
    page('home', 'Home', 'https://front.example/?first'),
    page('98304', 'Leave rules', 'https://acme.atlassian.example/wiki/spaces/HR/pages/98304/Leave+rules'),
    page('17', 'Opening hours', 'https://wiki.acme.example/index.php?title=Opening_hours'),
    page('18', 'Closing days', 'https://wiki.acme.example/index.php?title=Closing_days'),
    page('19', 'Berlin (office)', 'https://wiki.acme.example/wiki/Berlin_(office)'),
    page('20', 'Night shift', 'https://wiki.acme.example/wiki/Night+shift'),
    page('21', 'Doors', 'https://wiki.acme.example/index.php?title=Doors&view=1'),
    page('22', 'Doors', 'https://wiki.acme.example/index.php?title=Doors'),
    page('onboardings', 'All', 'https://notes.example/onboardings'),
    page(
      '7700000000123',
      'Moved',
      'https://acme.atlassian.example/wiki/spaces/HR/pages/7700000000123/Leave+of+others',
    ),
    page(
      '5f0c4e',
      'Onboarding plan',
      'https://notes.example/Onboarding-plan-0a1b2c3d4e5f60718293a4b5c6d7e8f9',
    ),
  ],
});

const inTask: Omit<MentionText, 'text'> = { source: 'tracker', own: new Set() };
const inPage: Omit<MentionText, 'text'> = {
  source: 'wiki',
  articleKey: 'runbooks/restore.md',
  own: new Set(['article:runbooks/restore.md']),
};
const targets = (text: string, place = inTask): string[] =>
  findMentions({ text, ...place }, index).mentions.map(({ target }) => target);

describe('what a text names', () => {
  it.each<[string, readonly string[]]>([
    // Keys, however they are joined, and none that is part of a longer one.
    ['see PLAT-7, and PLAT 7', ['task:PLAT-7']],
    ['KEP #753 and KEP-0753', ['task:KEP-0753']],
    ['PLAT-71 and XPLAT-7', []],
    ['plat-7', []],
    ['7 PLAT and PLAT.7', []],
    ['MY_P-4 is blocked by acme/web#12.', ['task:MY_P-4', 'task:acme/web#12']],
    ['P-4 alone', ['task:P-4']],
    ['Acme/Web#12', ['task:acme/web#12']],
    ['MY_P-41, acme/web#123, x/acme/web#12', []],
    ['my_p-4, MY_P-4b, MY_P-4_1', []],
    ['PLAT-7b, PLAT--7', []],
    ['PLAT-7-1 and PLAT-8-2', ['task:PLAT-7', 'task:PLAT-8-2']],
    ['PLAT-8 2, PLAT-8', []],
    ['DUP-1 of two trackers', []],
    ['two/repos#1 of two trackers', []],
    // Addresses of tasks and pages, of any source.
    ['https://tracker.acme.example/browse/PLAT-7?focusedId=3', ['task:PLAT-7']],
    ['(https://GitHub.com/acme/web/issues/12/).', ['task:acme/web#12']],
    ['http://www.github.com/acme/web/issues/12#issuecomment-9', ['task:acme/web#12']],
    [
      '[the issue](https://github.com/acme/web/issues/12), **https://github.com/acme/web/issues/12**',
      ['task:acme/web#12'],
    ],
    ['https://app.asana.example/0/9/120#comment', ['task:120']],
    ['https://bugs.acme.example/show_bug.cgi?id=1.', ['task:b1']],
    ['https://bugs.acme.example/show_bug.cgi?ctype=xml&id=2#c4', ['task:b2']],
    ['https://bugs.acme.example/show_bug.cgi?id=999', []],
    ['https://old.acme.example/show_bug.cgi?id=7', ['task:b7']],
    ['https://old.acme.example/show_bug.cgi?id=999', []],
    ['https://old.acme.example/show_bug.cgi', []],
    ['https://app.asana.example/ and https://github.com/acme/web/issues/13', []],
    ['https://github.com/acme/web/issues/13 and https://github.com/', []],
    ['https://front.example and https://front.example/', []],
    ['https://front.example/?first', ['article:home']],
    ['https://github.com.evil.example/acme/web/issues/12', []],
    ['https://app.asana.example/0/1100000000009/1208837461002/f', ['task:1208837461002']],
    ['https://app.asana.example/1/7/project/1/task/1208837461002/comment/99', ['task:1208837461002']],
    ['https://app.asana.example/0/1100000000009/1208837461003', []],
    ['https://app.asana.example/0/1208837461002/1208837461777/f/g', ['task:1208837461777']],
    ['https://notes.example/others/onboardings', []],
    ['https://acme.atlassian.example/x/7700000000123', ['article:7700000000123']],
    ['https://acme.atlassian.example/wiki/spaces/HR/pages/98304/Title/comments', ['article:98304']],
    ['https://linear.example/acme/issue/ENG-12/an-older-title', ['task:ENG-12']],
    ['见 https://acme.atlassian.example/wiki/spaces/HR/pages/98304/Leave+rules。', ['article:98304']],
    ['见 https://acme.atlassian.example/wiki/spaces/HR/pages/98304/Leave%20rules。', ['article:98304']],
    ['https://acme.atlassian.example/wiki/spaces/HR/pages/98304/100%', ['article:98304']],
    ['https://acme.atlassian.example/wiki/spaces/HR/pages/98304/Holidays', ['article:98304']],
    ['https://acme.atlassian.example/wiki/spaces/HR/pages/98305/Leave+rules', []],
    ['https://acme.atlassian.example/wiki/spaces/HR/pages/98304/a/b/c', []],
    ['https://wiki.acme.example/index.php?title=Opening_hours&action=history', ['article:17']],
    ['https://wiki.acme.example/index.php and https://wiki.acme.example/index.php?title=None', []],
    ['https://wiki.acme.example/index.php?title=Keys&view=1', []],
    ['https://wiki.acme.example/index.php?view=1&title=Doors', []],
    ['https://wiki.acme.example/index.php?title=Doors&view=2', ['article:22']],
    ['https://wiki.acme.example/wiki/Berlin_%28office%29', ['article:19']],
    ['https://wiki.acme.example//wiki/Night%20shift/', ['article:20']],
    ['(see https://wiki.acme.example/wiki/Berlin_(office)) as well', ['article:19']],
    ['https://notes.example/acme/A-new-name-0a1b2c3d4e5f60718293a4b5c6d7e8f9?pvs=4', ['article:5f0c4e']],
    ['在https://github.com/acme/web/issues/12里', ['task:acme/web#12']],
    ['https://same.example/1', []],
    ['https://same.example/2', []],
    ['mailto://github.com/acme/web/issues/12', []],
    // People by whole names, accounts and addresses; not by what several are called.
    ['Ana Silva and ana silva', ['employee:ana']],
    ['Ana\n  Silva', ['employee:ana']],
    ['Ana. Silva, Ana, and Silva', ['employee:ana']],
    ['Ana; Silva', []],
    ['ask @asilva or ana@acme.example', ['employee:ana']],
    ['ask @ASilva', ['employee:ana']],
    ['ANA@acme.example', ['employee:ana']],
    ['@asilva/reviewers', []],
    ['bana@acme.example, asilva', []],
    ['@shared', []],
    ['Ana wrote it', []],
    ['请联系张伟。', ['employee:wei']],
    ['May Fields decides', []],
    // One word is a name within a sentence alone.
    ['This was decided by Prince on Monday', ['employee:prince']],
    ['Prince decides', []],
    ['It is late. Prince decides', []],
    ['the new Prince Regent', []],
    ['asked by anton, and a prince', []],
    ['the owner is Platform, again', ['team:platform']],
    ['the owner is Platform-2, or docs/Platform', []],
    ['Platform engineers wanted', []],
    ['the platform team', ['team:platform']],
    ['owned by SIG Node', ['team:sig-node']],
    ['see sig-node', ['team:sig-node']],
    ['a node fails', []],
    ['a node fails on Node, again', []],
    ['由数据平台负责', ['team:zh']],
    // Companies and projects letter for letter; their legal form may be left out.
    ['with OpenAI since May', ['company:openai']],
    ['OpenAI began in May', ['company:openai']],
    ['OpenAI Inc. began', ['company:openai']],
    ['openai and docs/OpenAI/readme', []],
    ['OpenAI__KEY', []],
    ['OpenAI_key, OpenAI-2, @OpenAI', []],
    ['a Freelance writer', []],
    ['K8s is old', ['project:k8s']],
    ['Meterline reads meters. kubectl does not.', ['project:meterline', 'project:kubectl']],
    ['- **Meterline**\n| Meterline |', ['project:meterline']],
    ['meterline and Kubectl', []],
    ['PLAN began', ['project:plan']],
    // A word of every day stands within a sentence, or beside its noun.
    ['part of Groundwork', ['project:groundwork']],
    ['the groundwork is laid', []],
    ['Support is available Monday to Friday. Target dates are set.', []],
    ['Platform is down', []],
    ['We asked again: “Support is late”', []],
    ['# Support\n\nTarget: all\n\n- Support all of it', []],
    ['## Contact Support', []],
    ['Contact Support\n\nall of them', []],
    ['Contact Support for all of it', ['project:support']],
    ['| PLAT | Groundwork | Infrastructure, Platform, Support |', ['team:platform', 'project:support']],
    ['# Infrastructure, Platform, Support', []],
    ['## Rotas (Support)\n\n(Support is late)', []],
    ['## Rotas of all (Support)', ['project:support']],
    ['Rotas (Platform, Web)\nRotas (**Support**)', ['team:platform', 'team:web-team', 'project:support']],
    ['we sell to Target', ['company:target']],
    ['Target Company is a customer', ['company:target']],
    ['Project Support is late', ['project:support']],
    ['Project Support', ['project:support']],
    ['Support 项目开始了', ['project:support']],
    ['In 2026 Target was late', ['company:target']],
    ['Support project: late', ['project:support']],
    ['the search is slow, Search too', []],
    ['the search project', ['project:search']],
    ['我们在 Support 项目里', ['project:support']],
    ['Target公司', ['company:target']],
    ['我们卖给 Target。', ['company:target']],
    ['我们卖给“Target”。', ['company:target']],
    ['Target 很大', []],
    // A team where it does what teams do; what services and things do is not that.
    ['Platform owns the pager', ['team:platform']],
    ['Platform is on call. Platform are responsible.', ['team:platform']],
    ['Platform runs from Monday. Platform ownership', []],
    ['Customer Care decides', ['team:care']],
    ['Customer Care is good', []],
    ['Support owns the pager. Target owns it', []],
    ['Platform are responsible.', ['team:platform']],
    ['Platform团队开会', ['team:platform']],
    ['Platform 部门', ['team:platform']],
    // Words of every day in Chinese.
    ['平台周一至周五可用，平台组件，平台部署', []],
    ['平台负责，由小明值班', ['team:zh-platform']],
    ['请联系平台。', ['team:zh-platform']],
    ['平台团队', ['team:zh-platform']],
    ['交给平台组', ['team:zh-platform']],
    ['平台部的人', ['team:zh-platform']],
    ['我们的平台很好', []],
    ['支持我们，支持负责', []],
    ['负责人/张伟', ['employee:wei']],
    ['支持项目', ['project:zh-support']],
    ['我吃苹果', []],
    ['苹果公司', ['company:zh-apple']],
    ['阿里巴巴很大', ['company:zh-ali']],
    ['星河计划开始了', ['project:zh-plan']],
    ['高峰时段', []],
    ['由高峰负责', ['employee:peak']],
    ['负责人：高峰', ['employee:peak']],
    ['高峰经理', ['employee:peak']],
    ['请高峰看', ['employee:peak']],
    ['高峰负责', ['employee:peak']],
    // A name of two words or more wherever it stands, and a thing before the page about it.
    ['Back Office is closed', ['project:office']],
    ['back office', []],
    // Titles of two words or more.
    ['the SSO runbook says so', ['article:runbooks/sso.md']],
    ['the sso runbook says so', []],
    ['make a Backup', []],
    ['按照休假规定', ['article:zh/leave.md']],
    ['我在休假', []],
    ['see runbooks/backup.md', ['article:runbooks/backup.md']],
    ['see old/runbooks/backup.md and runbooks/backup.mdx', []],
  ])('%s', (text, found) => {
    expect(targets(text).sort()).toEqual([...found].sort());
  });

  it('a link leads on from the page that it stands in, and a page does not name itself', () => {
    expect(targets('[how](sso.md#first), [back](/runbooks/backup), [all](../guides/)', inPage)).toEqual([
      'article:runbooks/sso.md',
      'article:runbooks/backup.md',
      'article:guides/README.md',
    ]);
    expect(
      targets('[here](restore.md) and [there](https://acme.example/sso.md), [no](#sso.md)', inPage),
    ).toEqual([]);
  });

  it.each<[string, string, string, number]>([
    ['Ana\n  Silva', 'employee:ana', 'Ana Silva', 0.95],
    ['Ana Silva (@asilva)', 'employee:ana', '@asilva', 1],
    ['请联系张伟', 'employee:wei', '张伟', 0.8],
    ['高峰负责', 'employee:peak', '高峰', 0.7],
    ['decided by Prince', 'employee:prince', 'Prince', 0.7],
    ['the owner is Platform', 'team:platform', 'Platform', 0.7],
    ['the owner is Customer Care', 'team:care', 'Customer Care', 0.8],
    ['the owner is the Platform team', 'team:platform', 'Platform team', 0.9],
    ['the owner is Platform, the Platform team', 'team:platform', 'Platform team', 0.9],
    ['see web-team', 'team:web-team', 'web-team', 0.95],
    ['the owner is Clients', 'team:care', 'Clients', 0.7],
    ['the SIG Node', 'team:sig-node', 'SIG Node', 0.95],
    ['the sig-node', 'team:sig-node', 'sig-node', 0.95],
    ['由数据平台', 'team:zh', '数据平台', 0.8],
    ['平台负责', 'team:zh-platform', '平台', 0.7],
    ['OpenAI', 'company:openai', 'OpenAI', 0.8],
    ['OpenAI Inc', 'company:openai', 'OpenAI Inc', 0.9],
    ['we sell to Target', 'company:target', 'Target', 0.7],
    ['Target Company', 'company:target', 'Target Company', 0.9],
    ['Meterline', 'project:meterline', 'Meterline', 0.8],
    ['星河计划', 'project:zh-plan', '星河计划', 0.85],
    ['the SSO runbook', 'article:runbooks/sso.md', 'SSO runbook', 0.8],
    ['按照休假规定', 'article:zh/leave.md', '休假规定', 0.8],
  ])('%s: how sure', (text, target, surface, confidence) => {
    expect(findMentions({ text, ...inTask }, index).mentions).toEqual([{ target, surface, confidence }]);
  });

  it('what several are called is told apart, unless the text is of one of them', () => {
    const contested = (text: string, own: readonly string[] = []) =>
      findMentions({ text, source: 'tracker', own: new Set(own) }, index).contested;
    const candidates = ['employee:may1', 'employee:may2'].map((target) => ({ target, confidence: 0.95 }));
    expect(contested('May\nFields decides')).toEqual([{ surface: 'May Fields', candidates }]);
    expect(contested('May Fields decides', ['employee:may1'])).toEqual([]);
    expect(contested('Back Office is closed')).toEqual([]);
  });

  it('each once, under its surest form', () => {
    const [one, another] = findMentions({ text: 'Ana Silva (@asilva)', ...inTask }, index).mentions;
    expect(one).toEqual({ target: 'employee:ana', surface: '@asilva', confidence: 1 });
    expect(another).toBeUndefined();
  });
});
