/** Where a document that we made for a conversation is had, without a key: vendors fetch it from there for the shopper. */
export const documentPath = (conversationId: string, mediaId: string): string =>
  `/documents/${conversationId}/${mediaId}`;
