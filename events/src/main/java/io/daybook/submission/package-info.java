/**
 * Email submissions (RFC 8621 section 7): what is to be sent, to whom, when, and what became of it.
 *
 * <p>Who does what. The client's wishes are {@link io.daybook.submission.ChangeSubmissions}; the
 * aggregate decides them, and the views tell them. Nothing here sends: the relay policy of the
 * gateway does. It asks for what is due with {@link io.daybook.submission.GetDue}, reads a delivery
 * with {@link io.daybook.submission.GetDelivery}, and records with the commands of {@link
 * io.daybook.submission.RelayCommand}: that it begins, before the first octet leaves; that it hands
 * over, before the end of the data leaves; what came of it; that it gave up; the report that it put
 * into the sender's inbox. An attempt that was begun and of which nothing was recorded was cut off
 * by a crash: those to whom it was handing over are {@code UNKNOWN}, and never tried again; the
 * others are queued as before. The message as it is sent is a blob of its own, without Bcc, so
 * nothing that happens to the email later matters (RFC 8621 section 7.5); nor does it matter that
 * the record of the submission is destroyed: deliveries live on until they are finished.
 */
@NullMarked
package io.daybook.submission;

import org.jspecify.annotations.NullMarked;
