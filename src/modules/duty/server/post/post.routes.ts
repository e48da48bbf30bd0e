import { type Route, route } from '../../../../platform/http/route.ts'
import {
  createPost,
  listPosts as listPostsEndpoint,
  readPost,
  updatePost as updatePostEndpoint,
} from '../../contract/post.ts'
import { changePost, getPost, setUpPost } from './post.actions.ts'
import { listPosts } from './post.queries.ts'

export function postRoutes(): Route[] {
  return [
    route(listPostsEndpoint, ({ work, query }) => listPosts(work, query)),
    route(readPost, ({ work, params }) => getPost(work, params.id)),
    route(createPost, ({ work, body }) => setUpPost(work, body)),
    route(updatePostEndpoint, ({ work, params, body }) => changePost(work, params.id, body)),
  ]
}
