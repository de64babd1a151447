import type { TaskStatus } from '../../graph-schema/index.ts';

const words: Readonly<Record<TaskStatus, readonly string[]>> = {
  todo: [
    ...['todo', 'to do', 'open', 'new', 'backlog', 'planned', 'ready', 'not started', 'created', 'reopened'],
    ...['pending', 'proposed', 'selected for development', 'unstarted', 'triage'],
    ...['offen', 'neu', 'geplant', 'zu erledigen', 'ausstehend', 'nicht begonnen', 'wieder geöffnet'],
    ...['待办', '待处理', '未开始', '新建', '打开', '计划中', '待辦', '待處理', '未開始', '新建立', '規劃中'],
  ],
  in_progress: [
    ...[
      'in progress',
      'doing',
      'started',
      'active',
      'wip',
      'in review',
      'in development',
      'in work',
      'ongoing',
    ],
    ...['review', 'testing', 'in testing', 'qa', 'in qa', 'code review'],
    ...['in arbeit', 'in bearbeitung', 'begonnen', 'laufend', 'in prüfung', 'im test'],
    ...['进行中', '处理中', '开发中', '测试中', '审核中', '進行中', '處理中', '開發中', '測試中', '審核中'],
  ],
  blocked: [
    ...['blocked', 'on hold', 'waiting', 'impeded', 'stuck', 'paused'],
    ...['blockiert', 'wartend', 'wartet', 'angehalten', 'pausiert', 'zurückgestellt'],
    ...['阻塞', '已阻塞', '受阻', '暂停', '已暂停', '等待中', '挂起', '已擱置', '暫停', '受阻礙'],
  ],
  done: [
    ...[
      'done',
      'closed',
      'completed',
      'complete',
      'finished',
      'resolved',
      'fixed',
      'released',
      'shipped',
      'merged',
    ],
    ...['implemented', 'delivered', 'verified'],
    ...['erledigt', 'fertig', 'abgeschlossen', 'geschlossen', 'gelöst', 'behoben', 'umgesetzt'],
    ...[
      '完成',
      '已完成',
      '已关闭',
      '关闭',
      '已解决',
      '已结束',
      '已發佈',
      '已關閉',
      '已解決',
      '已結束',
      '已发布',
    ],
  ],
  cancelled: [
    ...[
      'cancelled',
      'canceled',
      "won't do",
      'wont do',
      "won't fix",
      'wontfix',
      'rejected',
      'declined',
      'abandoned',
    ],
    ...['duplicate', 'withdrawn', 'obsolete', 'dropped', 'discarded', 'invalid'],
    ...['abgebrochen', 'storniert', 'abgelehnt', 'verworfen', 'zurückgezogen', 'duplikat'],
    ...['取消', '已取消', '已拒绝', '已放弃', '重复', '作废', '已拒絕', '已放棄', '重複', '作廢'],
  ],
};

const statusOfWord: ReadonlyMap<string, TaskStatus> = new Map(
  (Object.keys(words) as TaskStatus[]).flatMap((status) =>
    words[status].map((word) => [statusKey(word), status] as const),
  ),
);

/** Finds a tracker's word among those configured, then among the common ones in English, German and Chinese. */
export function createStatusReader(
  mapping: Readonly<Record<string, TaskStatus>>,
): (word: string) => TaskStatus | undefined {
  const configured = new Map(Object.entries(mapping).map(([word, status]) => [statusKey(word), status]));
  return (word) => configured.get(statusKey(word)) ?? statusOfWord.get(statusKey(word));
}

/** `In Progress`, `in_progress` and `IN-PROGRESS` are one word. */
export function statusKey(word: string): string {
  return word
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .replaceAll('’', "'");
}
