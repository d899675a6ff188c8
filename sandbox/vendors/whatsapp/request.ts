import { z } from "zod";

/** A message to be sent, as far as we look into it: the schema has been checked before. */
const File = z.looseObject({
  link: z.string(),
  caption: z.string().optional(),
  filename: z.string().optional(),
});

export const Request = z.looseObject({
  to: z.string().optional(),
  recipient: z.string().optional(),
  type: z.string(),
  biz_opaque_callback_data: z.string().optional(),
  text: z.looseObject({ body: z.string() }).optional(),
  image: File.optional(),
  document: File.optional(),
  location: z
    .looseObject({
      latitude: z.coerce.number(),
      longitude: z.coerce.number(),
      name: z.string().optional(),
      address: z.string().optional(),
    })
    .optional(),
  template: z
    .looseObject({
      name: z.string(),
      components: z
        .array(
          z.looseObject({ parameters: z.array(z.looseObject({ text: z.string().optional() })).optional() }),
        )
        .optional(),
    })
    .optional(),
  interactive: z
    .looseObject({
      type: z.string(),
      header: z.looseObject({ image: File.optional(), document: File.optional() }).optional(),
      body: z.looseObject({ text: z.string() }),
      action: z.looseObject({
        button: z.string().optional(),
        buttons: z
          .array(z.looseObject({ reply: z.looseObject({ id: z.string(), title: z.string() }) }))
          .optional(),
        sections: z
          .array(
            z.looseObject({
              rows: z.array(
                z.looseObject({ id: z.string(), title: z.string(), description: z.string().optional() }),
              ),
            }),
          )
          .optional(),
      }),
    })
    .optional(),
});
export type Request = z.infer<typeof Request>;
