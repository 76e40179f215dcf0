//! What people say about articles, as acts that are only ever added.
