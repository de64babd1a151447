/** The typed query's comparisons as SQL writes them. */
export const operators = { eq: '=', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;
