/**
 * What the adapters of the cluster product are told: where their servers are and who this node is.
 * They are beans of the application, never properties: a secret may hold any character, and nothing
 * but its adapter ever reads it.
 */
@NullMarked
package io.daybook.core.cluster;

import org.jspecify.annotations.NullMarked;
