import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAnswer } from '../../src/evaluation/check-answer.ts';
import { openCompany, type SampleCompany } from '../fixtures/sample-company.ts';
import { readGoldenQuestions } from './read-golden-questions.ts';

/**
 * Organisations as far from a software company as they may be. They and their questions were written by readers who knew neither the
 * planner nor its lexicons; answers were computed from their files.
 */
interface Organisation {
  readonly folder: string;
  readonly sets: readonly { readonly file: string; readonly leastRight: number }[];
  /** Questions with what their answers hold. */
  readonly told: readonly (readonly [question: string, said: string | RegExp])[];
}

const organisations: readonly Organisation[] = [
  {
    // A mutual of bank and insurance: 166 people, of whom 8 have left, 263 tasks, 38 pages. 82 of 120 were right when first asked, after the
    // airport had been mended; seen since.
    folder: 'mutual',
    sets: [
      { file: 'questions.jsonl', leastRight: 99 },
      // Chinese as it is typed in a group, by another writer after the builders' had been mended: 39 of 60 were right when first asked.
      { file: 'spoken.jsonl', leastRight: 48 },
    ],
    told: [
      // Whoever is described first is meant by the pronoun; as one sentence it would ask who has a boss.
      ["The person who's doing the queue screen, who is their boss?", /^Maura Gilhooly manages/],
      ['写客服电话规范的那位同事,她的上级是谁?', /^沈嘉仪/],
      [
        'who leads the team Ravi Kulkarni is in, and who does that lead report to',
        /^Saoirse Hegarty[^,]*\.\n\nIarla Considine manages Saoirse Hegarty/,
      ],
      ['who wrote Annual leave, and who does she report to?', 'Marie-Thérèse Coll manages Rachel Oyebode.'],
      // A task's state that is told before a question narrows down nothing that is asked for.
      ['CLM-19 is stuck, what does it wait for?', /^1 task blocking CLM-19 [^:]*:\n- CLM-28 /],
      [
        'clm 27 is blocked so who is working on the thing it waits for',
        /blocking CLM-27 [^:]*:\n- Aoife Brennan/,
      ],
      ['CLM-19 卡住了，它在等什么？', 'CLM-28'],
      ['what is it waiting for, CLM-19?', /^1 task blocking CLM-19 [^:]*:\n- CLM-28 /],
      // However a key is typed, turns of phrase about its task are understood.
      ["who's on the task CLM 27 depends on", /blocking CLM-27 [^:]*:\n- Aoife Brennan/],
      ['if clm 28 slips, what is late because of it?', /^1 task waiting for CLM-28 /],
      ['who proposed CLM-27', 'Noreen Vaughan opened CLM-27'],
      ["I'd need the e-mail of the manager of whoever has clm 19", 'concepta.dolan@corrib-mutual.example'],
      // A team right before tasks is theirs, whatever team those are in who have them.
      [
        'who works on Underwriting tasks',
        /^9 people assigned to tasks of Underwriting[\s\S]*Harriet Vane-Tempest/,
      ],
      ['who are the co-heads of Banking', 'Cathal Devaney leads Banking'],
      // Not everybody who is on none of its work.
      ['nobody on UWB-2?', '2 people assigned to UWB-2'],
      ['so nobody is on led 2?', /^I found no people assigned to LED-2/],
      ['which task is led 2 a part of?', '- LED-1 “Move the general ledger off the mainframe”'],
      // Where no team is spoken of, the company is joined and left.
      ['Ravi Kulkarni 哪年加入的', '入职日期：2020-06-29'],
      ['谁在去年离开了', /^Fergal Doherty 2025-01-01 至 2025-12-31 离职/],
      ['Ravi Kulkarni 什么时候离开的', '没有记录Ravi Kulkarni的离职日期'],
      ['led 2 属于哪个任务', '- LED-1 '],
      // Teams by other names, in small letters.
      ['which teams are part of tech?', /^5 teams part of Technology/],
      ['which teams are there under claims', /^2 teams part of Claims/],
      ['high priority tasks to do for claims', /tasks? of Claims with/],
      ['Does Ravi Kulkarni sit on the Underwriting team', /^No: /],
      // Of those who came, whoever has left is not told anyway.
      ['how many people who started in 2024 are still around?', 'There are 11 people who started from 2024'],
      ['2026年3月以后加入的人有哪些？', '入职的人员（共 6）'],
      // Whoever is still to come has not joined.
      ['Who has joined since the first of September?', /^3 people who started from 2026-09-01 to 2026-11-20/],
      ['who will join us next year', /^冯子航/],
      [
        "What's the number of critical tasks that aren't finished or cancelled?",
        'There are 7 open tasks with priority Critical.',
      ],
      ['How big is Underwriting, in heads?', 'There are 10 people in Underwriting (uw).'],
      ["who's got the ticket about hearing loops", /^Ornella Bassi is assigned to BRN-21/],
      ['which tasks are about hearing loops', 'BRN-21'],
      ["Which tasks can't go on until the container images are scanned?", '2 tasks waiting for ZTR-22'],
      ["Which of Iarla Considine's direct reports work remotely?", 'Bruno Castelão, Dominik Wagner'],
      [
        'Which Core Ledger Migration tasks were finished later than they were due?',
        '5 tasks of Core Ledger Migration completed after the due date',
      ],
    ],
  },
  {
    // A water utility: 142 people, of whom 8 have left and one will, 260 tasks, 37 pages. Typed in a hurry as well: 66 of 120 were right when
    // first asked; seen since.
    folder: 'water',
    sets: [{ file: 'questions.jsonl', leastRight: 99 }],
    told: [
      // One that stands in the way of another is joined to it by that.
      [
        'how are MOV-5 and MOV-1 connected?',
        /: MOV-1 “Lease for the new call center” blocks MOV-5 “Port the toll-free number”\.$/,
      ],
      ['Rosalind Chee 上头是谁，再上头呢', /Octavio Benally[\s\S]*Sterling Abernathy/],
      ['BIL-30 为啥卡着', 'BIL-3 “Trial migration number two”'],
      ['Eustace Gillespie 手里还有啥没干完', 'MTR-10'],
      // A trade that is told before the question is what is asked for.
      [
        'Looking for a welder for a job on the south side of the river, who would that be?',
        /^(?!\d+ people in South Pipe Crew)/,
      ],
      // The word that asks stands last, or behind what it is about.
      ['Yolanda Pruitt works out of which building?', 'location Cottonwood Street Office'],
      ['Wilhelmina Tafoya is boss of what team', '1 team led by Wilhelmina Tafoya: Operations'],
      ["when'd Yolanda Pruitt start", 'start date 2005-10-12'],
      ['Sampling has how many members', 'There are 5 people in Sampling'],
      // A pronoun beside what is said of a task means it, wherever its key stands; how it stands may be told first.
      ["What's it waiting for, LSR-5?", /^2 tasks blocking LSR-5/],
      ["LSR-5 is stuck, what's it waiting for", /^2 tasks blocking LSR-5/],
      ['LSR-5 is still blocked. who has it?', /^Birgit Solberg is assigned to LSR-5/],
      ['lsr 5 在等什么任务', /^阻塞LSR-5/],
      // Who came or went last is told by that day, and nobody who is still to come or to go has done so.
      ['Who was the last person to join?', 'Tyrell Washburn, started on 2026-10-12.'],
      ['who left most recently', 'Dustin Peavey, left on 2026-09-18.'],
      ['最后一个离职的是谁', /^Dustin Peavey/],
      // Those who are still here are no leavers.
      ['which people in Operations are still here', /^3 people in Operations/],
      ['who of the people who started before 2000 is still here', /^Orville Nakai started before/],
      // Of others than the one who is named.
      [
        'Does anyone who reports to Wilhelmina Tafoya work at Ridgeline Depot?',
        /^Yes. 1 person reporting directly to Wilhelmina Tafoya in Ridgeline Depot: Clifford Manning/,
      ],
      ['罗晓梅在哪几个组里', /^罗晓梅所属的团队（共 1）/],
      // Letters before a family name tell whose it is, or that nobody has it.
      [
        "what is W. Tafoya's email?",
        'Wilhelmina Tafoya: e-mail address wilhelmina.tafoya@juniperbasin.example.',
      ],
      ['how many tasks does Z. Tafoya have?', /^I could not find anyone or anything called “Z\. Tafoya”/],
      // Of teams, heads are counted; of tasks, those who have them.
      ['哪个组人数最多', /^Call Center \(call\)和Laboratory \(lab\)，人员共 9 个/],
      ['top 3 task assignees', /^Tasks:\n1\. Kenji Arakawa: 13/],
      ['检漏组组长的邮箱是多少', 'thurston.bly@juniperbasin.example'],
      ['who takes care of fleet and stores?', /^Virgil Hatch leads Fleet and Stores/],
      ['Who is the person behind the account w005?', /^Wilhelmina Tafoya/],
      // Who wrote a task down does not do it.
      ["I can't make sense of LSR-3, who wrote that ticket?", /^Buford Haskins opened LSR-3/],
      ["who's the author of ticket LSR-3", /^Buford Haskins opened LSR-3/],
      [
        "who manages the assignee of LSR-5's blocker",
        /^Buford Haskins manages people assigned to tasks blocking LSR-5/,
      ],
      // Lines and teams as a whole.
      [
        "Wilhelmina Tafoya's direct reports, list please",
        /^6 people reporting directly to Wilhelmina Tafoya/,
      ],
      [
        'all the managers over Emory Castleberry',
        /^2 people managing Emory Castleberry, directly or indirectly/,
      ],
      ['Operations + its sections = how many employees?', 'There are 63 people in teams Operations'],
      ['what goes above Sampling?', '1 team that Sampling (samp) is part of: Water Quality'],
      ['overlap between Operations and Human Resources, who is it', /^Yolanda Pruitt is in Operations/],
      ['people that said goodbye to the district in the course of 2026, who are they', /^6 people who left/],
      ['who stopped working here in 2026', /^6 people who left/],
      // What is in nobody's hands, and what somebody is free of.
      [
        'are there tasks in the Laboratory without anybody on them?',
        /^Yes. 2 tasks of Laboratory \(lab\) without an assignee/,
      ],
      ['which open tasks still need an owner', /^23 open tasks without an assignee/],
      [
        "who in the Laboratory hasn't got anything open",
        /^5 people in Laboratory \(lab\) not assigned to open tasks/,
      ],
      ['most overdue tasks, by project - who is first', /^Call Center Relocation, with 9 open tasks/],
      // A day without its month and year has those of the other.
      [
        'which open tasks have deadlines from 23 to 30 November',
        /^9 open tasks due from 2026-11-23 to 2026-11-30/,
      ],
      // What the asker is busy with asks nothing.
      ["I'm making a pie chart - need unfinished tasks counted per priority", '- Medium: 71'],
      // What belongs to somebody are tasks where tasks are spoken of, and those who report to them elsewhere.
      ['how many tickets belong to Garrett Finch', 'There are 9 tasks assigned to Garrett Finch.'],
      // Whoever is still to leave has not left.
      ['open tasks assigned to people who left', /^4 open tasks/],
      // Other names of teams, in small letters, and one that is a word as well.
      ['how many people work in the lab', 'There are 9 people in Laboratory (lab).'],
      ['how many people are in IT and finance', 'There are 12 people'],
      // Whoever is in one of the teams may be in others, which were not asked for.
      ['headcount per team of Finance, HR and IT', /: 6\n.*: 4\n- Information Systems \(it\): 6$/],
      ['open tasks by team in finance, hr and fleet', /^Open tasks, among Finance/],
      // Two questions, of which the second asks who, and not whether there is one.
      ['who wrote payment plans and who is their boss?', /^Simone Achterberg.*\n\nLoretta Kincaid/],
      ['which team is Odessa Plume in and who leads that team?', /\n\n2 people leading/],
      ['who leads that team?', 'I did not understand'],
      ['who does the person who wrote payment plans report to', /^Loretta Kincaid/],
      ['who is the supervisor of whoever wrote payment plans', /^Loretta Kincaid/],
      ['DRT-24: whoever did it, who do they report to?', /^Dashiell Monroe/],
      // Of two who are named, each is meant.
      [
        'are both Francesca Iyer and Orville Nakai in HR',
        /^No: 1 of 2 \(Francesca Iyer, Orville Nakai\) .*: Orville Nakai$/,
      ],
      ['Are Francesca Iyer and Nolan Trask in HR?', /^Yes: all 2 \(Francesca Iyer, Nolan Trask\)/],
      ['is there anything francesca and nolan are BOTH on that isnt done', /^3 open tasks/],
      ['anyone who is in billing AND in finance?', /^Zachary Ewing/],
      ['Who works at Cold Fork but is not in the Filtration Shift or in Chemical Dosing?', /^11 people/],
      // What is said once more, or why.
      ['which project is in the worst shape, i mean has the most overdue tasks', /^Call Center Relocation/],
      ['who is swamped? people with five or more open tasks', /^7 people/],
      ['the boss wants to know what percentage of the drought response tasks is done', '40%'],
      ['pfas: which tasks do we have on that', '3 tasks'],
      ['urgent tasks that are still open - how many is that', 'There are 23 open tasks'],
      [
        'when did Orville start here? he always says he was here forever lol',
        /start date 1998-06-15[\s\S]*I left out/,
      ],
      // Whoever is starting is still to come.
      ['who is starting in january', /^Callum Prewitt/],
      ['who started in january', 'I found no people'],
    ],
  },
  {
    // A regional airport: 163 people, of whom 8 have left, 266 tasks, 38 pages. 53 of 120 were right when first asked, after the charity and the
    // builders had been mended; seen since.
    folder: 'airport',
    sets: [{ file: 'questions.jsonl', leastRight: 92 }],
    told: [
      // What narrows it down is never passed over.
      ['人都离职了，任务还挂在他们名下没做完的，紧急的有哪些', /^数据中没有|^我没有/],
      ['有没有任务还挂在离职同事名下，逾期的', /^数据中没有|^我没有/],
      [
        '逾期的停车场项目（Car Park Barriers）任务有哪些',
        /^Car Park Barriers 的2026-11-13 之前到期的未完成的任务/,
      ],
      ['Manuel Ibarra 在停车场道闸项目（Car Park Barriers）有几个任务', '共有 4 个'],
      ['邮箱里带 bram 的人是谁', /^数据中没有|^我没有/],
      // The team above is asked for, and none below.
      ['车辆维修间是挂在哪个部门下面的', 'Buildings and Works'],
      // Who waits, and not who holds up.
      ['FIR-24 一直没弄完，谁的活被它卡住了？', 'Chidi Okonkwo — BAG-11'],
      ['RWY-11 在等的那个任务属于哪个项目？', 'Car Park Barriers'],
      ['陈静那个组的组长手头还有哪些任务没做完', /DOC-21[\s\S]*DOC-27/],
      ['本月有新人来吗，都叫啥', '没有找到2026-11-01 至 2026-11-30 入职的人员'],
      ['两周前的前天', /^数据中没有|^我没有/],
      ['大后天到期的任务有哪些', '2026-11-16 到期'],
      // Whoever left long ago is not leaving.
      ['Is someone leaving before Christmas? Who?', /^Edith Marlowe will leave before 2026-12-25\.$/],
      ['is anybody leaving this year', /^Yes\. 1 person who will leave [^:]*: Edith Marlowe/],
      // One figure for each of what is listed.
      [
        'how many people in each of Red Watch, Blue Watch and the training ground?',
        /- Blue Watch \(blue\): 9\n/,
      ],
      [
        'which team leads answer to Magnus Eklund',
        '4 people reporting directly to Magnus Eklund leading a team',
      ],
      // What is said beside a question, and is nothing on record, is told to have been left out.
      [
        'names of everyone on Blue Watch pls, doing the meal order',
        /^9 people in Blue Watch[\s\S]*I left out “doing the meal order”/,
      ],
      // Parts of a project's name, where tasks are spoken of.
      [
        'Which tasks of the hangar extension are blocked?',
        '2 blocked tasks of Flying Doctor Hangar Extension',
      ],
      ['break the runway resurfacing down by status for me', 'to do: 9'],
      // Whoever has left is not who has been here longest of those who are here.
      ['who has been here longest out of everyone still working here', /^Angus Thorburn/],
      ['LGT-5 is waiting on something, when is that something due', '2026-12-02'],
      ['Which jobs cannot start until RWY-12 is done?', '2 tasks waiting for RWY-12'],
      ['Is someone leaving before Christmas? Who?', 'Edith Marlowe'],
      ['When does Edith Marlowe leave?', 'end date 2026-11-30'],
      ['When did Simeon Clarke leave?', 'end date 2026-10-09'],
      ['Who is leaving us soon?', 'Edith Marlowe has an end date.'],
      // Whoever is still to leave has not left.
      ['Who will leave before the end of the year?', 'Edith Marlowe will leave before 2027-01-01.'],
      ['How many people will leave by the end of 2026?', 'There is 1 person'],
      ['Who is two levels above Hester Quill?', 'Beatrix Oyelaran'],
      ['How many teams report into Operations?', 'There are 4 teams'],
      [
        'What is the reporting line from Hester Quill to the director?',
        'Beatrix Oyelaran, Honora Satterly, Magnus Eklund, Yvette Lacombe',
      ],
      // What somebody tells of themselves is left out, and told to be; whoever is named in it is asked about.
      [
        'I’m writing a leaving card - when did Hester Quill start?',
        /2026-02-02[\s\S]*I left out “I am writing a leaving card”/,
      ],
      ['I need a sign-off for Hester Quill - who manages her?', 'Yvette Lacombe manages Hester Quill.'],
      // A state that is told there may narrow down what is asked.
      [
        'I only look after the blocked ones, which tasks are in Tower?',
        /^(?!.*(?:tasks? of Tower|I left out))/s,
      ],
      ["I'm inviting a client to dinner, what's the maximum per head?", /^(?!.*I left out)/s],
      ['Who is in charge of Screening, my badge is broken', 'Harriet Blackwood'],
      ['How many staff have we lost since New Year?', 'There are 7 people'],
      ['count me the open tasks that have no one’s name on them', 'There are 14'],
      ['最近入职的那位员工叫什么名字？', 'Joss Merriweather'],
      // Why it is asked is told to have been left out, where it narrows down nothing.
      [
        "I'm booking a bus: how many people sit in the Terminal Building?",
        /^There are 39 people in Terminal Building[\s\S]*I left out “I am booking a bus”/,
      ],
      ['Would you mind checking whether LGT-5 is still blocked?', /^Yes: LGT-5/],
      ['RWY-27: overdue, yes or no?', /^Yes: RWY-27/],
      // A task that is not done has taken no time, and has been open for some.
      ['How old is LGT-1?', 'open for 306 days, since 2026-01-11'],
      ['How long did RWY-16 take?', 'took 29 days'],
      ['When did somebody file RWY-19?', 'opening date 2026-03-24'],
      ['RWY-20 has to be done by when?', 'due date 2026-12-11'],
      ['What project does RWY-20 fall under?', 'Runway 09/27 Resurfacing'],
      ['At what priority was RWY-21 logged?', 'priority Critical'],
      // Whoever opened tasks is not who has them.
      ['what did Barnaby Crouch create this year?', /^4 tasks opened by Barnaby Crouch/],
      ['Which tasks have two assignees?', /^36 tasks with exactly 2 assignees/],
      ['LGT-5: blockers', /^1 task blocking LGT-5/],
      ['Who is Barnaby Crouch waiting for?', /^2 people assigned to open tasks blocking open tasks/],
      ['Who is waiting for Moana Tupou?', /^1 person assigned to tasks waiting for open tasks/],
      // What is late already is no deadline to come.
      ['What is the next deadline in Fire Station Refit?', /^FIR-9 .*2026-11-19/],
      // A team right behind the people is said of them, and not of their tasks.
      [
        'Which people outside Airfield Lighting work on Approach Lighting Renewal tasks?',
        /^2 people not in Airfield Lighting \(light\) assigned to tasks of Approach Lighting Renewal/,
      ],
      [
        'who in Airfield Lighting has overdue tasks?',
        'I found no people in Airfield Lighting (light) assigned',
      ],
      [
        'Which team has more overdue tasks than any other team?',
        /^Building Maintenance \(build\), with 8 open/,
      ],
      ['Blocked tasks per team: which has the most?', /^Building Maintenance \(build\), with 4 blocked/],
      ['Does Red Watch or Blue Watch have more members?', /^Blue Watch/],
      // Whoever has left the organisation works for it no more.
      ['Who has left the airport this year?', /^7 people who left/],
      ['Does Soraya Nazari still work at Kurrabin Regional Airport?', /^Yes: Soraya Nazari/],
      [
        'Except for those at the Control Tower, who is in Airside Operations?',
        /^6 people in Airside Operations/,
      ],
      ["who's in airside operations and in wildlife control as well", /^韩磊 is in Airside/],
      // Two deeds of one time.
      [
        'How many tasks were created versus completed last month?',
        '23 more. 35 tasks opened from 2026-10-01 to 2026-10-31, and 12 done tasks',
      ],
      ['how many people joined and how many left this year?', /^As many\. 7 people who started/],
      ['did we close more tasks than we opened last month?', /^No\. 12 done tasks/],
      // A figure for each value, where it is asked more than once.
      ['Open tasks: how many critical, how many high, and low?', /- Critical: \d+\n- High: \d+\n- Low: \d+/],
      // A sentence may end in a year.
      ['List everybody whose first day was in 2022.', /^12 people who started from 2022-01-01/],
      // Two keys that are the same are one.
      ['people per location, all sites', 'Terminal Building: 39'],
      // A team's name is read before the turn of phrase that its first word ends.
      // The organisation by its kind, which its name ends in.
      ['How many people work for the airport?', 'There are 150 people at Kurrabin Regional Airport.'],
      ['who left the airport this year', '7 people who left'],
      ['Who in Flight Crew has no open tasks?', /^4 people in Flight Crew \(pil\) not assigned/],
      ['Who used to be in Flight Crew?', 'Simeon Clarke — until 2026-10-09'],
      // Whoever has left is told of as on the last day.
      [
        'Who was Simeon Clarke’s manager?',
        /^Simeon Clarke has left; on the last day, 2026-10-09:\n.*Alaric Stone/,
      ],
      ['What team was Simeon Clarke in?', /last day, 2026-10-09:\n.*Flight Crew/],
      ['How long did Simeon Clarke work here?', '11 years and 10 months, from 2014-12-01 to 2026-10-09'],
      ['who is Simeon Clarke', 'end date: 2026-10-09'],
      [
        'Who does Hester Quill report to, and who does that person report to?',
        /Yvette Lacombe manages Hester Quill\.\n\nBeatrix Oyelaran manages Yvette Lacombe/,
      ],
    ],
  },
  {
    // A charity with refuges, food banks and a shelter for animals: 137 people, of whom 8 have left, 258 tasks, 36 pages. Its questions are typed
    // in a hurry, with asides and slang: 64 of 120 were right when first asked; seen since.
    folder: 'charity',
    sets: [{ file: 'questions.jsonl', leastRight: 97 }],
    told: [
      // Days between two holidays are no words that nobody knows.
      [
        'Is there any food bank session between Christmas and New Year, and in which town?',
        /^From “Food bank sessions”/,
      ],
      // A page is called nearly as a project is; tasks are the project's.
      ['which tasks of the new kennel block are blocked', /^2 blocked tasks of New Kennel Block:/],
      ['Winter Food Appeal: how many open tasks', 'There are 25 open tasks of Winter Food Appeal.'],
      ['Refuge Refurbishment - list me the urgent ones still not closed pls', '2 open tasks of Refuge'],
      ['REF-12: deadline?', 'due date 2026-10-30'],
      // Whoever is called so, and nobody is to be told apart.
      ['Which Aishas work here?', '2 people with “Aisha” in the name: Aisha Bello, Aisha Rahman'],
      ['how many Susans are there', 'There are 2 people with “Susan” in the name.'],
      ['有几个人叫孙立群', '共有 1 位'],
      // A team of its own, and the team that it is part of.
      ["which team is Chantelle Roper's team part of", 'Paddock Lane Animal Shelter'],
      ["who heads the team that Chantelle Roper's team is part of", /^Leopold Strand/],
      ['Kennels的上级团队是哪个', 'Paddock Lane Animal Shelter'],
      ['which people started in 2026 and are in the animal shelter', 'I found no people in Paddock Lane'],
      ['who left in june, july or august', '2 people who left from 2026-06-01 to 2026-08-31'],
      ['Whose work location is Gull House?', 'Gwendoline Thrush'],
      // Another's manager is not the one whose address is asked for.
      [
        'I need the e-mail address of the person the head of Rehoming reports to',
        'leopold.strand@harbourhearth.example',
      ],
      ['WIN-17 还在等哪几个没完成的任务', '阻塞WIN-17 “Pack the first 200 hampers”的未完成的任务（共 2）'],
    ],
  },
  {
    // A firm of builders: 135 people, of whom 8 have left, 262 tasks, 38 pages. 57 of 120 were right when first asked, after the charity had been
    // mended; seen since.
    folder: 'builders',
    sets: [
      { file: 'questions.jsonl', leastRight: 97 },
      // Chinese as it is typed in a group: 36 of 80 were right when first asked; seen since.
      { file: 'spoken.jsonl', leastRight: 64 },
    ],
    told: [
      ['公司里逾期最久的单是哪张', /^CARE-24 /],
      ['MILL-12 在等的那个任务归谁管', 'Jolanta Pietrzak'],
      ['CARE-18 要等的那个任务，截止日期是哪天', /12-27/],
      ['Toby Eldridge 往上一级一级报，都是谁', 'Imogen Calloway'],
      ['Could you kindly tell me to whom Kieran Tulley reports?', /^Sid Wainscott/],
      ['name of the QS please, I forget', 'Harriet Moule'],
      ["who's our fella at Reid and Moss", 'Callum Reid is at Reid and Moss Engineers.'],
      ['email for whoever is in charge of the drivers', 'maurice.pettifer@callowaystone.example'],
      // The page that comes nearest is opened, and said to be no answer for certain.
      [
        'how much weight can the bridge at Fullers Row carry',
        /^I could not find[\s\S]*no more than 7\.5 tonnes/,
      ],
      ['customer on the phone, whats a telehandler for the week', 'Telehandler | £175 | £620'],
      ['list all apprentices', '5 people with “Apprentice” in the title'],
      ['whats due nxt week', '12 open tasks due from 2026-11-16 to 2026-11-22'],
      ["what's Piotr Zawadzki still got on his plate", '7 open tasks assigned to Piotr Zawadzki'],
      ['CARE-8 sorted yet or still stuck', 'blocked'],
      ["Which open tasks are still in the name of people that don't work here any more?", '3 open tasks'],
      ['工地部连同下面所有班组一共多少人', '53'],
    ],
  },
  {
    // A ski resort: 145 people, of whom 8 have left, 251 tasks, 43 pages. 99 of 120 were right when first asked, after the museum, the studio and
    // the newspaper had been mended; seen since.
    folder: 'ski',
    sets: [{ file: 'questions.jsonl', leastRight: 115 }],
    told: [
      [
        'is Gianluca Ferri part of the Ski Patrol?',
        'Yes: Gianluca Ferri is in Ski Patrol and Rescue (patrol).',
      ],
      [
        'What got finished last month, all teams together?',
        '12 done tasks completed from 2026-10-01 to 2026-10-31',
      ],
      ['how many tasks were opened since the first of november', 'There are 2 tasks'],
      ['Which open tasks fall due between the 1st and the 10th of December?', '9 open tasks'],
      ['who has been with the resort the longest?', 'Hanspeter Roth'],
      ["Which open tasks are on Linh Nguyen's plate?", '3 open tasks assigned to Linh Nguyen'],
      ['open tasks nobody is assigned to in Lift Renewal?', '3 open tasks'],
      ['What has to be done before we can check the date of all defibrillators?', 'SAFE-125'],
      ['Where is the person who leads Avalanche Control based?', 'Col Blanc'],
      ['负责 MKT-121 的人的上级分别是谁', '赵明'],
    ],
  },
  {
    // A newspaper with a radio station: 165 people, of whom 5 have left and one will, 306 tasks, 43 pages. 99 of 120 were right when first
    // asked; seen while mending.
    folder: 'news',
    sets: [{ file: 'questions.jsonl', leastRight: 113 }],
    told: [
      // Whoever is still to leave has not left.
      ['Who left the company in 2026?', '4 people who left from 2026-01-01 to 2026-12-31'],
      ['who is leaving this year', /^Rasmus Holt/],
      ['谁快要离职了', /^Rasmus Holt/],
      ['今年9月1日起入职的有谁?', '共 2'],
      ['今年第三季度完成的任务有多少个?', '20 个'],
      // Pages are written, and whoever is to write one has not.
      ['who wrote the snow plan', 'Bill Thornby wrote Snow plan for the hill villages.'],
      ['how many blockd tasks are there', 'There are 41 blocked tasks.'],
      ['which desk does Teresa Quintana sit with?', 'District Bureaux'],
      ['count the van drivers we still employ', 'There are 4 people'],
      ['How many people are in the newsroom, all its desks and bureaux included?', 'There are 69 people'],
      ['负责CHN-121的人属于哪个团队?', 'Advertising Sales'],
      // Whoever is set aside is left out of those that are ranked, and has nothing to do with what they are ranked by.
      ['who has the most open tasks, apart from Rowena Tate?', /^周晓彤, with 6 open tasks/],
      ['which team, not counting Distribution, has the most open tasks?', /^Advertising Sales/],
      ['apart from the Newsroom, which team has the most members?', /^Advertising Sales/],
      ['which office besides Market Street has the most people', /^Harbour House, with 27/],
      ['who has been with us the longest, leaving aside Norman Oddie and Rowena Tate?', /^Craig Mottram/],
      [
        "who in the Publisher's Office has no open tasks, other than Desmond Achebe?",
        /^2 people .*: Ingrid Vasquez-Holm, Pieter van Aalst/,
      ],
      // What is said before a key in brackets is its task.
      ['Are we behind with the planning consent for the roof (PRS-4)?', /^Yes/],
      ['Is the folder unit penalty (PRS-3) done?', /^Yes/],
      // A team that is told of without its name is not the one that is.
      ['City Desk belongs to a bigger team. Who heads that one?', /^Katarzyna Zielińska/],
      ['City Desk is part of another team. How many people are in that one?', 'There are 7 people'],
      ['Between which dates did PRS-2 run?', /2025-10-07[\s\S]*2025-11-03/],
      ['What is due in the week of 7 December?', /^5 open tasks due from 2026-12-07 to 2026-12-13/],
      [
        'How many people have been here for more than fifteen years?',
        'There are 52 people who started before 2011-11-13',
      ],
      [
        'Who manages more people, Nadia Belkacem or Edmund Thackeray?',
        /^Nadia Belkacem\. Nadia Belkacem: 6, Edmund Thackeray: 4/,
      ],
      ['Does Edmund Thackeray manage more people than Nadia Belkacem?', /^No\. /],
      [
        "What's the average time to completion for Operations compared with Press Hall?",
        /^18\.9 days on average[\s\S]*65\.0 days on average/,
      ],
      // Since when a task has been blocked is not recorded, and whose people have what is not what they have themselves.
      ['How long has PRS-8 been blocked?', /^I did not understand/],
      ["Which manager's people have the most overdue tasks?", /^I did not understand/],
      ["Which lead's team has the most overdue tasks?", /^Advertising Sales[\s\S]*Vanessa Crowther leads/],
      [
        'Average days open for urgent tasks?',
        /^Open for 216\.8 days on average, over 6 open tasks with priority Urgent/,
      ],
      ['Was Harriet Pomfret hired before or after Yusuf Demirci?', /^Harriet Pomfret, started on 2012-03-05/],
      ['Did more people join in 2024 or in 2026?', /^There are 7 people[\s\S]*There are 6 people/],
      // So many tasks a month is neither people a task nor days.
      ['How many tasks on average does Distribution complete each month?', /^I did not understand/],
      ['Who filed PRS-3, and on what day?', /^Olga Petrenko opened PRS-3[\s\S]*2025-10-13/],
    ],
  },
  {
    // A museum with a garden: 135 people of whom 7 have left, 317 tasks, 43 pages. 98 of 120 were right when first asked; seen while mending.
    folder: 'museum',
    sets: [
      { file: 'questions.jsonl', leastRight: 116 },
      // 80 things, each asked in twelve ways: 595 were right when first asked; five sixths were seen since.
      { file: 'paraphrases.jsonl', leastRight: 850 },
    ],
    told: [
      ['HALL-13 卡在谁那儿了', 'Hester Thorne — HALL-12'],
      // Of people, and not of tasks.
      ['谁管着最多的人', /^Cordelia Ostrander/],
      ['11月底前得交的任务列一下', /^2026-12-01 之前到期的未完成的任务（共 52）/],
      ['上上周完成的任务有几个', '2026-10-26 至 2026-11-01'],
      ['Botanical Garden 下面有几个小组，各自几个人', 'Seed Bank：5'],
      ['老员工都有谁，干了十年以上的', /^2016-11-13 之前入职的人员/],
      // A state of the tracker's own is one beside the word for it, and what has another is told with that.
      ['How many tasks have the status awaiting permit?', 'There are 3 tasks with status Awaiting permit.'],
      ['Is acq 1 awaiting permit?', /^No: ACQ-1 “[^”]+”: status In Progress\.$/],
      // Who left is in the records still, and is asked for by nobody.
      ['How many of us work at Garden Lodge?', 'There are 24 people'],
      ['who has been here the longest?', 'Cuthbert Blythe, started on 2006-03-13'],
      ['头衔是 Museum Educator 的有哪些人？', '共 4'],
      ['who left this year', 'Constance Adair'],
      // The organisation itself has all of its tasks, and is mentioned in none.
      ['how many open tasks does the museum have', 'There are 182 open tasks.'],
      [
        'how many urgent tasks are still open across the museum',
        'There are 10 open tasks with priority Urgent.',
      ],
      ['how many teams does the museum have', 'There are 25 teams.'],
      [
        'Leaving out normal and low priority, which tasks does the Seed Bank have open?',
        /^2 open tasks of Seed Bank without priority Normal without priority Low/,
      ],

      ['馆里有多少未完成的任务', '未完成的任务共有 182 个'],
      ['who runs the museum', 'Cordelia Ostrander'],
      // Titles of tasks are orders, and people say them otherwise.
      ['By when should the espresso machine be repaired?', 'due date 2026-11-30'],
      ['when will the espresso machine be repaired', 'due date: 2026-11-30'],
      [
        'Who is supposed to be mending the gutters above the bird store?',
        'Subir Banerjee is assigned to PEST-24',
      ],
      ['is anyone repairing the espresso machine', 'Yes. 1 person assigned to FOH-32'],
      ['whose task is PALM-15 waiting for?', 'Eilidh MacDonald'],
      ['挡住 HALL-13 的那个任务由谁在做？', 'Hester Thorne'],
      ['Which team leads are based at Lindholm?', 'Renjiro Nakagawa'],
      ['What sections make up the Botanical Garden?', '3 teams part of Botanical Garden'],
      ['who runs the shop and the café?', 'Lavinia Pemberton leads Shop and Café'],
      ['names of everybody in the libary and archives please', '3 people in Library and Archives'],
      ['how many pages are in the wiki', 'There are 43 articles.'],
      ['王芳来馆里多久了', '3 年 5 个月'],
    ],
  },
  {
    // A studio that makes games: 156 people of whom 6 have left and 4 work elsewhere, 300 tasks, 43 pages. 87 of 120 were right when first
    // asked; seen while mending.
    folder: 'games',
    sets: [
      { file: 'questions.jsonl', leastRight: 111 },
      // 60 things, each asked in ten ways in Chinese: 186 were right when first asked; nine tenths were seen since.
      { file: 'paraphrases.jsonl', leastRight: 550 },
    ],
    told: [
      ['is anyone leaving soon?', 'No. I found no people with an end date.'],
      ['How many left this year?', '5 people who left from 2026-01-01 to 2026-12-31'],
      ['吴倩 几号来的公司', '2023-04-17'],
      ['screw this, who is 林晓’s manager', ' manages 林晓'],
      ['不修的任务有哪些', /^状态为 Won't Fix的任务（共 5）/],
      ['Which colleagues have left in 2026?', '5 people who left from 2026-01-01 to 2026-12-31'],
      ['how many people work at the studio right now?', 'There are 146 people at Lanternfish Games.'],
      ['Which of our four offices has the fewest people?', 'Chengdu'],
      // A "UI Programmer" is a programmer, although a "VP Engineering" is no engineering.
      ['how many programmers are there', 'There are 19 people'],
      [
        'Who has "QA Lead" in their title?',
        '2 people with “QA Lead” in the title: Guillaume Pelletier, 郑凯',
      ],
      ['number of blocked tasks on tidewrack', 'There are 5 blocked tasks of Tidewrack.'],
      [
        'which open tasks of Finance and Legal block other tasks',
        '3 open tasks of Finance and Legal (finance) blocking tasks',
      ],
      ['Who is stuck because ANV-836 is not finished?', 'Saoirse Kelly — EMB-256'],
      ['when do we need STU-47 finished', 'due date 2026-11-20'],
      ['list the vfx folks please', '5 people in VFX and Lighting'],
      ['冯雪在哪个组', 'Quality Assurance'],
      // Said before a question that names what it is about, and no part of it.
      ['怕发错群，Elsa Nyström 是策划组的吗', /未理解“怕发错群”/],
      ['林晓的经理又归谁管', 'Ingrid Solheim'],
      ['吴倩是哪天来的公司?', '2023-04-17'],
      ['Giulia Ferrante 在公司是做什么的?', 'Localisation Manager'],
      ['2025 年离职人员是谁', 'Marek Zając'],
      ['今年 7 月到现在走的人有谁', 'Joel Sandström、Keiko Arai'],
      ['场景组的人，除掉马尔默和成都两地的，还有谁', '（共 3）： Adaeze Nwankwo'],
      ['Rasmus Aagaard 直接、间接的下属合计多少?', '共有 27 位'],
      ['渲染组和特效组谁的未完成任务多', 'Rendering：5、VFX and Lighting (vfx)：4（未完成的任务）'],
      // What is asked of a colleague at work on what a task waits for, not who has people below them.
      ['EMB-242依赖的任务,做那个任务的同事上级是谁', /^Nadège Okonjo/],
      ['想帮忙解一下，ANV-845 被哪条任务阻塞着？', 'ANV-844'],
      // A title in another language, and what a question ends with.
      ['Chinese forum migration to the new host在谁手上', /^谢雨/],
      ['今年八月完成的任务列一下，写季度总结要用', /（共 12）[\s\S]*“写季度总结要用”/],
    ],
  },
  {
    // A harbour operator: 189 people, 416 tasks, 45 pages of procedures and tariffs.
    folder: 'harbour',
    sets: [
      // 63 were right when first asked; seen while mending.
      { file: 'questions.jsonl', leastRight: 82 },
      // 69 were right when first asked; nobody has looked at which are not.
      { file: 'unseen.jsonl', leastRight: 75 },
    ],
    told: [
      ['who is working on more than 3 tasks', '18 people assigned to more than 3 open tasks'],
      ['who is in Payroll but has no task in Payroll Cutover', 'Valentina Rojas is in Payroll'],
    ],
  },
  {
    // A chain of bakeries. 105 of 120 were right when first asked; of the others, every second was looked at.
    folder: 'bakery',
    sets: [{ file: 'questions.jsonl', leastRight: 106 }],
    told: [
      // All 156 done tasks have a completion date; those that are not done need none.
      ['how many tasks were finished late', /^There are 27 tasks completed after the due date\.$/],
      ['which shop has the most staff', 'Merrowford Shops (shops-m), with 11 people'],
      ['which people have been here more than 10 years', 'people who started before 2016-11-20'],
    ],
  },
  {
    // A city's buses and trams: 163 people, 330 tasks, 40 pages. 100 of 120 were right when first asked; seen while mending.
    folder: 'transit',
    sets: [{ file: 'questions.jsonl', leastRight: 106 }],
    told: [
      // What several teams' names end with is a kind of team.
      [
        'Which of the three depots has the most staff, and how many?',
        'North Bus Depot (north), with 17 people',
      ],
      ['who runs the workshops', '2 people leading teams with name Bus Workshop or Tram Workshop'],
      ['how many depot managers are there', 'Depot Manager'],
      [
        'does Electric Buses have more open tasks than Safe Nights',
        'Yes. Electric Buses: 24, Safe Nights: 13',
      ],
      // The title is a role's name elsewhere, and a tag of pages.
      [
        'list the supervisors at the North Bus Depot',
        '2 people in North Bus Depot (north) with title Duty Supervisor',
      ],
      ["who's Zainab's supervisor", 'Anneliese Hartmann manages Zainab Bello'],
      ['which drivers started this year', '2 people with “Driver” in the title who started from 2026-01-01'],
      [
        'how many people are in Operations including its sub-teams?',
        'There are 66 people in teams Operations',
      ],
      ['how big is Operations including its sub-teams', 'There are 66 people'],
      ['Operations 包括下级团队共有多少人', '共有 66 位'],
      ['who in Engineering including sub-teams has overdue tasks', '4 people in teams Engineering'],
      ['how many people are in Operations', 'are not included'],
      ['what is blocking Electric Buses', '3 tasks blocking tasks of Electric Buses'],
      ["who's not doing anything at the moment", '64 people not assigned to open tasks'],
      ['who joined recently', 'Kieran Doyle started from 2026-10-21'],
      ["what's next on Zainab's list", 'WTT-1 “Add four minutes to line 3”, due on 2026-04-13'],
      // No page of rules tells what happened yesterday.
      ['how many passengers did line 7 carry yesterday', 'I could not find an answer'],
    ],
  },
  {
    // A hospital: 171 people, 330 tasks, 42 pages. 101 of 120 were right when first asked; seen while mending.
    folder: 'hospital',
    sets: [
      { file: 'questions.jsonl', leastRight: 109 },
      // As it is typed on a phone, a fifth of it going on from what was asked: 57 of 80 were right when first asked; seen while mending.
      { file: 'chat.jsonl', leastRight: 78 },
    ],
    told: [
      // Of two of one name, the team that is said with it tells which is meant.
      ['grace okafor from pharmacy, since when is she with us?', 'start date 2024-02-19'],
      ['when did grace okafor start', /^Several go by/],
      ['who does Grace Okafor, the staff nurse, report to', /^[^,]* manages Grace Okafor\.$/],
      ['is Grace Okafor in Pharmacy?', /^Several go by/],
      ['who manages Grace Okafor from Radiology', /^(?!\S+ \S+ manages)/],
      // What a team is a part of is what a clause says of it, and no team that is asked for.
      ['who leads the team that the blood bank belongs to?', 'Aurelia Costin leads teams'],
      // A word for being employed is a team's name behind "in"; a title speaks of people.
      ['who is in payroll', '4 people in Payroll'],
      ['how many staff nurses on cedar', 'There are 5 people in Cedar Ward'],
      ['how many people are in each of Maple Ward, Cedar Ward and Willow Ward', '- Cedar Ward (cedar): 13'],
      // Why it is asked is left out, before a question as well; whoever is spoken of there stands for a pronoun.
      ['周报要写，Maple Ward 逾期的任务有几个？', /^[^“]*共有 \d+ 个[\s\S]*未理解“周报要写”/],
      [
        '要给 Hendrik Vos 寄份材料，他的上级是谁？',
        /^Marguerite Ashdown管理Hendrik Vos[\s\S]*“要给 Hendrik Vos 寄份材料”/,
      ],
      // What may narrow down is not.
      ['下周要交的，Maple Ward 的任务有几个？', /没有找到|没有完整理解|到期/],
      // Of a page whose name alone is asked, what it says.
      ['visiting hours?', '| Maple Ward | 14:00 to 16:30 | 18:30 to 20:00 | two |'],
      // Nobody has that title, and whoever manages a nurse is somebody else.
      ['how many people report to the chief nurse', 'I did not understand'],
      ['who are the team leads', '23 people leading a team:\n- Aurelia Costin — teams Pathology Laboratory'],
      ['which ward has the most nurses', 'Cedar Ward (cedar) and Maple Ward (maple), with 7 people'],
      // People are asked for, although tasks are counted.
      ['Maple Ward 里不在 Hexley 的未完成任务最多的人', /^Thandiwe Ncube/],
      ['各团队人数', /^人员：/],
      ['逾期但已完成的任务有多少', '完成晚于截止日期的任务共有 26 个'],
      ['截至目前超过期限没做完的任务有多少', '共有 46 个'],
      ['没有指派人的任务', '没有负责人的任务（共 11）'],
      ['Ravi Menon 手里的单子还有几张没结', '共有 7 个'],
      ['Ravi Menon 一级一级往上都是谁', '（共 2）： Folasade Adeyemi、Marguerite Ashdown'],
      // Nobody manages others and has nobody below them.
      ['没有下属的经理', /^(?!人员)(?!.*（共)/],
    ],
  },
  {
    // A college: 160 people, 312 tasks, 40 pages. 96 were right when first asked; of the others, every second was looked at.
    folder: 'college',
    sets: [{ file: 'questions.jsonl', leastRight: 101 }],
    // Its tracker has more words for the states of tasks than we have states.
    told: [
      ['tasks by status', '- In Progress: 67\n- In Review: 33'],
      ['how many tasks are in review?', 'There are 33 tasks with status In Review.'],
      // Whoever is a "Lecturer in" something is a lecturer.
      ['how many lecturers are there', 'There are 29 people with “Lecturer” in the title.'],
      ['show me all blocked tasks with who blocks them', 'blocked by ACC-26, ACC-31'],
      ['what did the library do last week', 'I found no done tasks of Library completed from 2026-11-09'],
      // Tasks are not counted for projects.
      ['who has tasks in more than one project', 'I did not understand'],
      ['who has more than 3 open tasks', '7 people assigned to more than 3 open tasks'],
    ],
  },
];

describe.each(organisations)('the planner was not made for a $folder', ({ folder, sets, told }) => {
  const path = new URL(`../fixtures/${folder}/`, import.meta.url).pathname;
  let company: SampleCompany;
  beforeAll(async () => {
    company = await openCompany(join(path, 'orgwise.yaml'));
    await company.orgwise.sync();
  });
  afterAll(() => company.close());

  it.each(sets)('$file: at least $leastRight are answered rightly', async ({ file, leastRight }) => {
    const wrong: string[] = [];
    const questions = readGoldenQuestions(join(path, file));
    for (const asked of questions)
      if (checkAnswer(await company.ask(asked), asked.expect).length > 0) wrong.push(asked.id);
    expect(questions.length - wrong.length, wrong.join(' ')).toBeGreaterThanOrEqual(leastRight);
  });

  it.each(told)('%s', async (question, said) => {
    const { text } = await company.ask({ question });
    expect(text).toMatch(said);
  });
});
