export { CategoryTiles } from './ui/category-tiles';
export { Hero } from './ui/hero';
export { ProductCard } from './ui/product-card';
export { ProductGrid, ProductGridSkeleton } from './ui/product-grid';
export { Promises } from './ui/promises';
export { Rail } from './ui/rail';
