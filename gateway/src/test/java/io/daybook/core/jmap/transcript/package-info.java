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
 * http POST /jmap/upload/SELF/ text/plain "octets"     any request: method, path, type, body
 * status 201 application/json {"size": 6}  its status, and type and JSON or text if they matter
 * listen Email,Mailbox                  opens an event source that ends after one event
 * hear {"changed": {"SELF": {"Email": "any"}}}     the data of that event
 * </pre>
 *
 * A long line goes on in the lines below it that are indented. In calls and expectations a string
 * or name that equals a bound name stands for its value, {@code #name} too. A call without {@code
 * accountId} gets that of the user, but for Core and PushSubscription methods; {@code "accountId":
 * "absent"} leaves it out. {@code "1001 of x"} stands for as many elements or members, x0, x1 and
 * so on, and {@code "each"} in their values for the same. A body in quotes is a JSON string, an
 * array of them are its lines; after {@code http}, {@code let} looks into the JSON that came.
 *
 * <p>{@code SELF} is bound to the account of the user. {@code TEAM} is the account of somebody else
 * that is open to the user for reading and writing, {@code LIBRARY} one that is open for reading
 * only, {@code STRANGER} one that is not open; after {@code as} each stands for its owner.
 *
 * <p>An expected object may lack members that the actual one has. Expected arrays have all the
 * elements, in order. {@code "any"} stands for any value, {@code "absent"} for a member that must
 * not be there. To mean one of those words literally, do not.
 *
 * <p>A comment that begins with a citation, {@code # RFC 8621 section 2.5: a mailbox ...}, says
 * what the lines below it prove: docs/transcripts.md lists all of them by section.
 */
package io.daybook.core.jmap.transcript;
