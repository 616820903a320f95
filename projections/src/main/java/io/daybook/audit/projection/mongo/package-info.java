/** The audit in MongoDB. */
@NullMarked
package io.daybook.audit.projection.mongo;

import org.jspecify.annotations.NullMarked;
