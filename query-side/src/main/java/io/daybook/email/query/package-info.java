/**
 * Answers what is asked of emails: Email/get and Email/query (RFC 8621 sections 4.2 and 4.4) and
 * SearchSnippet/get (section 5).
 *
 * <p>{@link io.daybook.email.query.EmailQueryEngine} is pure: it works on the columns of one
 * account, with set algebra for filters, packed integer keys for sorts, and a walk along the order
 * by received date where that is shorter. The handlers bring view and text index to one version.
 */
@NullMarked
package io.daybook.email.query;

import org.jspecify.annotations.NullMarked;
