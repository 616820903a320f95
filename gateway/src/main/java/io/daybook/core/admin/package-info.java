/**
 * The admin API written once: routes that say what they take and answer, the checks and the OpenAPI
 * document that follow from it. The slices bring the routes.
 */
@NullMarked
package io.daybook.core.admin;

import org.jspecify.annotations.NullMarked;
