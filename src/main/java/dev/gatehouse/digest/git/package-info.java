/**
 * The repositories that runbooks are published in, asked through Git itself. They are only ever read: a local one is opened
 * where it lies and never written to; a remote one is copied into a folder of our own, and the copy is brought up to date
 * before every reading, so that a moved or deleted tag is seen as it is now. What was read is stated as facts; whether it is
 * a publication is for {@link dev.gatehouse.digest.domain.publication} to say. Trusts neither the settings inside a
 * repository nor those of the account that the server runs under. A repository that cannot be read is told apart from one
 * that has no such tag or path: see {@link dev.gatehouse.digest.git.RepositoryUnavailableException}. Source: spec 4,
 * "Repository".
 */
@NullMarked
package dev.gatehouse.digest.git;

import org.jspecify.annotations.NullMarked;
