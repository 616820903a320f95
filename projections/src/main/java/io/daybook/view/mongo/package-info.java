/** Views in MongoDB: one collection for each group of views, one document for each row. */
@NullMarked
package io.daybook.view.mongo;

import org.jspecify.annotations.NullMarked;
