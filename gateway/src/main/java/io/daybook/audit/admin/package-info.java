/** The audit in the admin API. */
@NullMarked
package io.daybook.audit.admin;

import org.jspecify.annotations.NullMarked;
