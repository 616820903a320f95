/**
 * The import client: reads mail from mbox, Maildir, zip and single files and puts it into an
 * account of any JMAP server, each message once, whatever breaks on the way (RFC 8620, RFC 8621
 * section 4.8).
 */
@NullMarked
package io.daybook.importer;

import org.jspecify.annotations.NullMarked;
