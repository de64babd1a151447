/** Ways to call the same, each list under the first name, as a directory or another language has it. */
export type NameGroups = readonly (readonly string[])[];

/** What a language calls what a source has under another name, by that name in small letters. */
export type OtherNames = Readonly<Record<string, readonly string[]>>;

/** How a noun is said of more than one, or of one alone, by how it ends. */
export interface NounEnding {
  /** The end of the noun, as a regular expression; the first that fits counts. */
  readonly on: string;
  /** How many letters are cut off, and what is put there instead. */
  readonly forms: readonly { readonly cut: number; readonly add: string }[];
}

/**
 * What names of people, places, teams and fields are made of in one language. Unlike cue words they are understood whatever
 * language a question is in, as what a directory has is rarely in the language of all who ask.
 */
export interface NameWords {
  /** Short forms of first names, by the first name. */
  readonly nicknames?: OtherNames;
  /** What stands behind a family name and is none: "Jr". */
  readonly generations?: readonly string[];
  /** Countries under all the names and letters that addresses have for them. */
  readonly countries?: NameGroups;
  /** Cities and other places; only where the graph has the name on the left does one on the right mean anything. */
  readonly places?: OtherNames;
  /** Joins two places, or two things, in one field: "Toronto and Berlin". */
  readonly joints?: readonly string[];
  /** Departments, by a word of the team's name. */
  readonly departments?: OtherNames;
  /** A tracker's words for how urgent a task is. */
  readonly priorities?: OtherNames;
  /** What a tracker's own word for a state is called: a state that is "withdrawn" there, and only that one. */
  readonly states?: OtherNames;
  /** Words for a state that are said of what is in it, and of several: "drafts". */
  readonly stateNouns?: readonly string[];
  /** How urgent a task is in a tracker's words, the most urgent first, whatever the language that they are called in. */
  readonly urgency?: readonly string[];
  /** What asks for the most urgent that there is, and for the least. */
  readonly mostUrgent?: readonly string[];
  readonly leastUrgent?: readonly string[];
  /** Job titles, by the words they end with. */
  readonly titles?: OtherNames;
  readonly titleParts?: TitleParts;
  /** Lines of words in this language and in English that say the same, of which names of several words are made. */
  readonly translations?: readonly string[];
  /** What may join the words of a name in this language where the English one has "and". */
  readonly nameJoints?: readonly string[];
  /** What sorts of teams are called, by the word or abbreviation a source may use. */
  readonly teamKinds?: NameGroups;
  /** Of these, the words that may stand beside the name of any team. */
  readonly anyTeam?: readonly string[];
  /** Of these, the words that may be said of any team, although they are a kind of team too. */
  readonly vagueKinds?: readonly string[];
  readonly nounEndings?: readonly NounEnding[];
  readonly organisation?: OrganisationWords;
}

/** What job titles are made of. */
export interface TitleParts {
  /** Stands before a title's subject: a Senior Backend Engineer is a senior engineer. */
  readonly ranks: readonly string[];
  /** Who is one of these is no longer what the rest of the title says, or not yet. */
  readonly former: readonly string[];
  /** Before what somebody is the head of, so that no part of the title is one: Head of Design. */
  readonly of: readonly string[];
  /** Before what the title says beside it: "Engineer on call". */
  readonly aside: readonly string[];
  /** What may be said between a title and its field: an "Account Executive, Japan" is the account executive for Japan. */
  readonly fieldLinks: readonly string[];
  /** What the titles that are known by their initials begin and end with: the Chief Financial Officer is the CFO. */
  readonly initialled: readonly (readonly [string, string])[];
  /** Initials of offices, behind which a title names what the office is for: VP Engineering. */
  readonly offices: readonly string[];
}

/** What organisations call the fields and the roles that they keep themselves. */
export interface OrganisationWords {
  /** What any task is called, so that a kind of that name says nothing: in some trackers an "Issue" is of the kind "Task". */
  readonly tasks: readonly string[];
  /** What a field is called, at its end, that says what sort of thing a task is. */
  readonly kindFields: readonly string[];
  /** Fields that say with which release or by which milestone a task is to come, the likeliest first. */
  readonly milestones: readonly string[];
  /** Words of a role in which a team is led; `leadingAlone`: only where they are the whole role, as there are product managers. */
  readonly leading: readonly string[];
  readonly leadingAlone: readonly string[];
  /** What organisations are, at the end of their names: of one that is called so, "the college" is that one. */
  readonly sorts?: readonly string[];
  /** What stands before the sort then. */
  readonly beforeSort?: readonly string[];
  /** Roles in which a company is led. */
  readonly leadingCompany: readonly string[];
}
