/**
 * What is asked of Linear's GraphQL API. A query costs a tenth of a point for each property, one for each object, and what stands
 * in a list as often as the list is long ("Rate limiting" in Linear's documentation): so labels, people and relations are
 * listed by themselves once, and not below each issue.
 */

export const issuesQuery = `query Issues($after: String, $filter: IssueFilter) {
  issues(first: 100, after: $after, filter: $filter, includeArchived: true, orderBy: createdAt) {
    nodes {
      id identifier previousIdentifiers title description priority priorityLabel estimate dueDate url
      createdAt updatedAt completedAt canceledAt trashed labelIds
      state { name type } team { id } assignee { id } creator { id } parent { identifier trashed }
      project { name } projectMilestone { name } cycle { name number }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** The names of issues alone: a page of them costs some 330 points, the issues themselves 1,200 a hundred. */
export const namesQuery = `query Names($after: String, $filter: IssueFilter) {
  issues(first: 250, after: $after, filter: $filter, includeArchived: true, orderBy: createdAt) {
    nodes { id identifier trashed }
    pageInfo { hasNextPage endCursor }
  }
}`;

export const relationsQuery = `query Relations($after: String) {
  issueRelations(first: 250, after: $after) {
    nodes { type issue { identifier trashed state { type } } relatedIssue { id } }
    pageInfo { hasNextPage endCursor }
  }
}`;

export const teamsQuery = `query Teams($after: String) {
  teams(first: 100, after: $after, includeArchived: true) {
    nodes { id key name visibility parent { id } }
    pageInfo { hasNextPage endCursor }
  }
}`;

export const membersQuery = `query Members($team: String!, $after: String) {
  team(id: $team) {
    memberships(first: 250, after: $after) {
      nodes { user { id } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

export const usersQuery = `query Users($after: String) {
  users(first: 250, after: $after, includeDisabled: true) {
    nodes { id name email active app }
    pageInfo { hasNextPage endCursor }
  }
}`;

export const labelsQuery = `query Labels($after: String) {
  issueLabels(first: 250, after: $after, includeArchived: true) {
    nodes { id name }
    pageInfo { hasNextPage endCursor }
  }
}`;
