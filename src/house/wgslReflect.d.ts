/** The package's entry for Node is CommonJS under a package.json that says otherwise; this file of it loads, and has the same exports. */
declare module 'wgsl_reflect/wgsl_reflect.module.js' {
  export { WgslReflect } from 'wgsl_reflect';
}
