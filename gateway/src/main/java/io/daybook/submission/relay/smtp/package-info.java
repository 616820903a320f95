/** The next server as a smart host that speaks SMTP, by Angus Mail. */
@NullMarked
package io.daybook.submission.relay.smtp;

import org.jspecify.annotations.NullMarked;
