/**
 * Plays protocol transcripts: data files under {@code src/test/resources/transcripts}, one
 * conversation with a server each, line by line.
 *
 * <pre>
 * # A comment. The file's conversation goes on over all its lines; names stay bound.
 * using core mail                       capabilities of the requests below (default: core mail quota)
 * given mailbox work "Work"             handed to the test's own Given by kind; binds the name work
 * as TEAM                               the calls below are made by the owner of the account TEAM; see below
 * > ["Mailbox/get", {"ids": ["work"]}, "0"]     a method call; lines in a row are one request
 * < ["Mailbox/get", {"list": [{"id": "work"}]}, "0"]   the responses, each in turn, all of them
 * let draft = /0/1/created/k/id         binds a name to a value of the last methodResponses
 * >> {"using": []}                      a request body sent as it is
 * << 400 {"type": "urn:ietf:params:jmap:error:notRequest"}     its status and its JSON
 * </pre>
 *
 * A long line goes on in the lines below it that are indented. In calls and expectations a string
 * or name that equals a bound name stands for its value, {@code #name} too. A call without {@code
 * accountId} gets that of the user, but for Core and PushSubscription methods; {@code "accountId": "absent"} leaves it
 * out.
 *
 * <p>{@code SELF} is bound to the account of the user. {@code TEAM} is the account of somebody else
 * that is open to the user for reading and writing, {@code LIBRARY} one that is open for reading
 * only, {@code STRANGER} one that is not open; after {@code as} each stands for its owner.
 *
 * <p>An expected object may lack members that the actual one has. Expected arrays have all the
 * elements, in order. {@code "any"} stands for any value, {@code "absent"} for a member that must
 * not be there. To mean one of those words literally, do not.
 */
package io.daybook.core.jmap.transcript;
