/**
 * What a small word does in a sentence, where that settles how the words beside it are read. A language lists its own words
 * for each; what it has none for, it leaves out.
 *
 * - `article`: before a noun, "a", "the"; `anyOne`: one of them, whichever, "a", "any"; `all`: "all".
 * - `of`: whose a thing is, behind the thing, "of"; `ofOrTo`: the same, or to whom somebody is something, "report to";
 *   `endsInOf`: words that end so, "head of"; `own`: whose a thing is, before the thing, 的; `attributive`: words that end so.
 * - `roleOfTeam`: between a role and the team in which somebody has it, "lead on Web".
 * - `roleToPeople`, `roleToName`: what may stand between a role and the people, or the name, behind it, "boss of all the
 *   people", "head of the Web team"; `nameToRole`: between a name and a role behind it, "Ana's own manager".
 * - `nameToVerb`: between a name and what is said of it, 李雷的.
 * - `preposition`: joins names and nouns, and says little of how they are related.
 * - `inTeam`: before a team, that somebody is in it; `ofTeam`: that something is the team's.
 * - `within`: a team is part of the other, "under"; `namesPart`: of words for that, those that name the part, "subteams of", so
 *   that it is the whole that stands on either side.
 * - `beforeField`: before the heading of a field, "by target", "with a target".
 * - `by`: before what is ranked by, or who did a thing, "by number of tasks", "by whom".
 * - `place`: before what a thing is in, at or from, where a question goes on from the one before, "and in Berlin?".
 * - `asRole`: before the role in which something is done, "as a member".
 * - `about`: behind a verb, about what: then nothing is to be done, "an update on PLAT-7".
 * - `relative`: begins a clause about the noun before it, "that"; `clause`: begins what is said of a noun, "in", "who is".
 * - `besideOnly`: may stand beside "only", "whose reports are all in Berlin".
 * - `toWhom`: asks for whom somebody reports to, and not for who does.
 * - `whose`, `what`, `noneOf`: these words themselves, where they do more than ask or deny.
 * - `ofThem`: of those that were spoken of before, "which of them".
 * - `have`, `had`, `did`: these verbs; `hasFirst`: words that begin with "have"; `possessing`: that somebody has a thing, "with".
 * - `predicate`: words that begin with a verb of being, doing or having, behind the noun of which it is said.
 * - `copula`: "is", or words with it.
 * - `frameOpens`, `frameEnds`: about what is asked, and say nothing themselves: 是……的.
 * - `together`: of all of them, before the verb, 都.
 * - `asksAtEnd`: ends a question that is answered by yes or no, 吗; `asksInside`: makes one wherever it stands, 有没有.
 * - `asksInName`: asks by its cue, and opens no second question, "number".
 * - `how`: "how is", "how does"; `wouldYou`: words that begin so, and ask whatever stands behind them.
 * - `alike`: of each of several, and not of all at once;
 *   `theFirst`: words that begin with the article, "the page"; `firstTold`: the one that was told first, "the first".
 * - `above`, `below`, `atMost`: a number is the least, or the most, that it may not be, or the most that it may be.
 * - `my`: the asker's; `mine`: the asker, where nobody else is spoken of; `me`: the asker, in the sentence;
 *   `askerMeant`: the asker as a part of what is asked, and not only as who asks, "myself".
 * - `askerVerb`: a verb before the asker, "do I", "am I".
 * - `owning`: a person's or a thing's that was spoken of, "his"; `their`: of several.
 * - `andWhat`: nothing but that a question goes on, "and", "what about"; `goesOn`: begins one that does; `goesOnBehind`: ends it, 呢.
 * - `saysTeam`: a name that says that it is a team's, "Web team".
 * - `saysDay`: the word for a date itself, and no verb, "start date"; `tenure`: that a length of service is meant, "here", "senior".
 * - `startsOn`: that somebody's first day is meant, and not that they were there, "started".
 * - `stillHere`: that somebody has not left, "still with us".
 * - `soon`: the next to come, "soonest"; `size`: the most by number, "largest".
 * - `atWork`: what is being done now, "working on"; `opens`: a task was opened, or is open, "open".
 * - `notDone`: denies the deed, "not finished", 没完成.
 * - `stillTo`: before a deed, that it is to be done, "has to"; `beDone`: the deed behind it, "be finished".
 * - `ourselves`: begins what somebody tells of themselves before they ask, "I need", "my".
 * - `kindOfPage`: pages of one kind, and not any page, "runbooks".
 * - `than`: before whom or what something is compared with; `likeThat`: the same, of what is alike or not.
 * - `more`, `fewer`: larger or smaller in number than that; `sooner`, `later`: before or after its day.
 * - `nearest`: the next of all that come before or after alone, "right after".
 * - `different`: not the same; `office`: where people of the organisation itself sit.
 * - `called`: before or behind a name, that somebody has it.
 * - `setsAside`: before whoever is left out of those that are ranked, "apart from".
 * - `leads`: leading is meant although the word says little, "head".
 */
export type SmallWord =
  | 'kindOfPage'
  | 'article'
  | 'anyOne'
  | 'all'
  | 'of'
  | 'ofOrTo'
  | 'endsInOf'
  | 'own'
  | 'attributive'
  | 'roleOfTeam'
  | 'roleToPeople'
  | 'roleToName'
  | 'nameToRole'
  | 'nameToVerb'
  | 'preposition'
  | 'inTeam'
  | 'ofTeam'
  | 'within'
  | 'namesPart'
  | 'beforeField'
  | 'by'
  | 'place'
  | 'asRole'
  | 'about'
  | 'relative'
  | 'clause'
  | 'besideOnly'
  | 'whose'
  | 'toWhom'
  | 'what'
  | 'noneOf'
  | 'ofThem'
  | 'have'
  | 'had'
  | 'did'
  | 'hasFirst'
  | 'possessing'
  | 'predicate'
  | 'copula'
  | 'frameOpens'
  | 'frameEnds'
  | 'together'
  | 'asksAtEnd'
  | 'asksInside'
  | 'asksInName'
  | 'how'
  | 'wouldYou'
  | 'alike'
  | 'theFirst'
  | 'firstTold'
  | 'above'
  | 'below'
  | 'atMost'
  | 'my'
  | 'mine'
  | 'me'
  | 'askerMeant'
  | 'askerVerb'
  | 'owning'
  | 'their'
  | 'than'
  | 'likeThat'
  | 'more'
  | 'fewer'
  | 'sooner'
  | 'later'
  | 'nearest'
  | 'different'
  | 'office'
  | 'alsoTitle'
  | 'andWhat'
  | 'goesOn'
  | 'goesOnBehind'
  | 'saysTeam'
  | 'saysDay'
  | 'tenure'
  | 'startsOn'
  | 'stillHere'
  | 'soon'
  | 'size'
  | 'atWork'
  | 'opens'
  | 'notDone'
  | 'leads'
  | 'setsAside'
  | 'stillTo'
  | 'beDone'
  | 'ourselves'
  | 'called';

/** A language's words by what they do. `…` at either end stands for whatever is there: "… of", "none…". */
export type SmallWords = Readonly<Partial<Record<SmallWord, readonly string[]>>>;
